import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import type { MailLocale, RenderedMail } from '../shared/email/mail.ts';

/** A mail as it would be judged, by the name it has in the gallery. */
export interface Judged {
  readonly locale: MailLocale;
  readonly name: string;
  readonly mail: RenderedMail;
}

interface Score {
  readonly score: number;
  /** The rules that count for or against it. */
  readonly rules: string;
}

/** SpamAssassin takes 5.0 for spam; our mails are to stay far from it. */
const highestScore = 1.5;
const table = new URL('../docs/spam-scores.md', import.meta.url);

/**
 * Has SpamAssassin judge every mail by its words and form (no network rules), and writes the table of the documentation.
 * Answers the mails that score higher than they should. Throws where SpamAssassin is not installed.
 */
export async function judgeSpam(mails: readonly Judged[]): Promise<readonly string[]> {
  const scores = scoresOf(mails);
  await writeFile(table, await format(page(mails, scores), { parser: 'markdown', printWidth: 120 }));
  return mails.flatMap(({ locale, name }, at) => {
    const { score, rules } = scores[at]!;
    return !(score <= highestScore) ? [`${name} in ${locale} scores ${score}: ${rules}`] : [];
  });
}

/** One process for all: starting it takes longer than a hundred mails. */
function scoresOf(mails: readonly Judged[]): readonly Score[] {
  const mailbox = mails
    .map((one) => `From it@mail.contoso.com Tue Dec  1 09:00:00 2026\n${asMessage(one)}\n\n`)
    .join('');
  const run = spawnSync('spamassassin', ['--local', '--mbox'], {
    input: mailbox,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  if (run.error)
    throw new Error('SpamAssassin is not installed (Debian and Ubuntu: apt-get install spamassassin)', {
      cause: run.error,
    });
  const verdicts = new Map(run.stdout.split(/^From it@/mu).map(verdictIn));
  return mails.map((one) => {
    const verdict = verdicts.get(messageIdOf(one));
    if (verdict === undefined) throw new Error(`SpamAssassin did not judge ${messageIdOf(one)}: ${run.stderr}`);
    return verdict;
  });
}

/** It hands mails back in an order of its own. */
function verdictIn(message: string): readonly [messageId: string, score: Score] {
  const [, messageId = ''] = /^Message-ID: (\S+)/mu.exec(message) ?? [];
  const headers = message.split('\n\n')[0]!.replaceAll(/\n[ \t]+/gu, ' ');
  const [, score = 'NaN', rules = ''] =
    /^X-Spam-Status: .*?score=(-?[\d.]+).*?tests=(\S*(?: [A-Z\d_,]+)*)/mu.exec(headers) ?? [];
  return [messageId, { score: Number(score), rules: rules.replaceAll(' ', '') }];
}

const messageIdOf = ({ locale, name }: Judged): string => `<${name}.${locale}@mail.contoso.com>`;

function asMessage(one: Judged): string {
  const { mail } = one;
  const boundary = '=_sspr';
  const part = (type: string, body: string) =>
    `--${boundary}\nContent-Type: ${type}; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(body)}`;
  return [
    'From: Contoso IT Service Desk <it@mail.contoso.com>',
    'To: Alex Morgan <alex.morgan@contoso.com>',
    'Reply-To: helpdesk@contoso.com',
    `Subject: =?utf-8?B?${Buffer.from(mail.subject).toString('base64')}?=`,
    'Date: Tue, 01 Dec 2026 09:00:00 +0000',
    `Message-ID: ${messageIdOf(one)}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"\n`,
    part('text/plain', mail.text),
    part('text/html', mail.html),
    `--${boundary}--`,
  ].join('\n');
}

/** https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */
function quotedPrintable(text: string): string {
  const encoded = [...Buffer.from(text)].map((byte) =>
    byte === 10 || (byte >= 32 && byte <= 126 && byte !== 61)
      ? String.fromCodePoint(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return wrapped(encoded)
    .replaceAll(/ $/gmu, '=20')
    .replaceAll(/^From /gmu, '=46rom ');
}

function wrapped(characters: readonly string[]): string {
  let columns = 0;
  return characters
    .map((character) => {
      const breaks = character !== '\n' && columns + character.length > 74;
      columns = character === '\n' ? 0 : breaks ? character.length : columns + character.length;
      return breaks ? `=\n${character}` : character;
    })
    .join('');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function page(mails: readonly Judged[], scores: readonly Score[]): string {
  const locales = [...new Set(mails.map(({ locale }) => locale))];
  const names = [...new Set(mails.map(({ name }) => name))];
  const scoreOf = (name: string, locale: string) =>
    scores[mails.findIndex((one) => one.name === name && one.locale === locale)]!.score.toFixed(1);
  return [
    '# What SpamAssassin makes of the mails',
    `Written by \`npm run mails -- --spam\` with SpamAssassin ${version()}, its own rules, without network tests. Each kind of mail in each language is to stay at or below ${highestScore}; 5.0 is spam. The run ends with 1 where one does not.`,
    '',
    row(['mail', ...locales]),
    row(['---', ...locales.map(() => '---:')]),
    ...names.map((name) => row([name, ...locales.map((locale) => scoreOf(name, locale))])),
    '',
    `Rules that were met: ${rulesMet(scores)}.`,
  ].join('\n');
}

const version = (): string =>
  /version (\S+)/u.exec(spawnSync('spamassassin', ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 'unknown';

const rulesMet = (scores: readonly Score[]): string =>
  [...new Set(scores.flatMap(({ rules }) => rules.split(',')))]
    .filter((rule) => rule !== '')
    .toSorted()
    .map((rule) => `\`${rule}\``)
    .join(', ');
