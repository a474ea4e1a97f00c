import { formatDate, formatLanguage, formatNumber } from '../formats.ts';
import { localeTexts, type LocaleTexts } from '../locales.ts';
import type { MailLocale } from '../mail-locales.ts';
import type { MailFacts, TeamFacts, WaveFacts } from '../mail-facts.ts';
import { words, type Piece, type RichText } from '../rich-text.ts';
import { label, mailAddress, personName } from '../safe-text.ts';
import { needed, startDraft, type Draft } from './draft.ts';
import type { Block, Figure, MailContent } from './mail-content.ts';
import { nudge, phoneOnly } from './registering.ts';
import { differentReminders } from './reminding.ts';
import { ssprLink } from './resetting.ts';
import { greeting, howToCheck, list, paragraphs, questions, subheading } from './sections.ts';

/** The mails to those who help: managers, the help desk, the security team. */

export function managerSummary(draft: Draft): MailContent {
  const { say, texts, facts, locale } = draft;
  const own = texts.managerSummary;
  const team = needed(facts.team, 'team');
  return {
    subject: own.subject,
    title: own.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(own.opening, { date: words(formatDate(locale, team.asOf)) })),
      ...teamFigures(draft, team),
      ...teamNames(draft, team),
      ...paragraphs(say(own.ask), say(own.address), say(own.leaveIt)),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: [...say(texts.footer.manager), ...say(texts.footer.sender)],
  };
}

function teamFigures({ texts, locale }: Draft, team: TeamFacts): readonly Block[] {
  const own = texts.managerSummary;
  const row = (title: string, value: number) => figure(title, [words(formatNumber(locale, value))]);
  return [
    {
      kind: 'figures',
      rows: [row(own.total, team.people), row(own.ready, team.ready), row(own.notReady, team.people - team.ready)],
    },
  ];
}

function teamNames({ say, texts }: Draft, team: TeamFacts): readonly Block[] {
  if (team.namesNotReady === undefined) return paragraphs(say(texts.managerSummary.noNames));
  const names = team.namesNotReady.map((raw): RichText => [nameOr(texts.fallback.person, personName(raw))]);
  return names.length === 0 ? [] : [...subheading(say(texts.managerSummary.names)), ...list('bullets', names)];
}

/** What the help desk and the security team should know before a wave: who writes, when, about what, and a copy. */
export function waveNotice(draft: Draft): MailContent {
  const { say, texts, facts } = draft;
  const own = texts.waveNotice;
  const wave = needed(facts.wave, 'wave');
  return {
    subject: own.subject,
    title: own.title,
    blocks: [
      ...paragraphs(say(own.opening)),
      { kind: 'figures', rows: waveFigures(draft, wave) },
      ...subheading(say(own.subjects)),
      ...list(
        'bullets',
        subjects(texts, wave).map((subject): RichText => [words(subject)]),
      ),
      ...subjectsElsewhere(draft, wave),
      ...subheading(say(own.contentsHeading)),
      ...list(
        'bullets',
        say(facts.links === 'typed' ? own.contentsTyped : own.contentsClickable),
        say(facts.organisation.logo === undefined ? own.contentsNone : own.contentsLogo),
      ),
      ...subheading(say(own.requestsHeading)),
      ...list(
        'bullets',
        say(own.requestHelpDesk),
        say(own.requestSecurity),
        say(facts.canReply ? own.requestStop : own.requestStopCall),
      ),
      ...subheading(say(own.copyHeading)),
      copyOfFirstMail(draft, wave),
    ],
    footnotes: [...say(texts.footer.notice), ...say(texts.footer.sender)],
  };
}

function waveFigures({ texts, locale }: Draft, wave: WaveFacts): readonly Figure[] {
  const own = texts.waveNotice;
  return [
    figure(own.wave, [nameOr('–', label(wave.name))]),
    figure(own.starts, [words(formatDate(locale, wave.startsOn))]),
    figure(own.ends, [words(formatDate(locale, wave.endsOn))]),
    figure(own.recipients, [words(formatNumber(locale, wave.recipients))]),
    figure(own.sender, [addressOrDash(wave.sender)]),
    ...(wave.replyTo === undefined ? [] : [figure(own.replyTo, [addressOrDash(wave.replyTo)])]),
  ];
}

/** In the order in which a person would get them. */
function subjects(texts: LocaleTexts, wave: WaveFacts): readonly string[] {
  const also = (wave.alsoSent ?? []).map((kind) => texts[kind]);
  if (wave.onlyMail) return [texts[wave.onlyMail], ...also].map(({ subject }) => subject);
  const numbered = [texts.reminder1, texts.reminder2, texts.reminder3];
  const reminders = numbered.slice(0, Math.max(0, Math.min(wave.reminders - 1, differentReminders)));
  const last = wave.reminders > 0 ? [texts.lastReminder] : [];
  return [texts.nudge, texts.oneMoreMethod, ...reminders, ...last, texts.ssprLink, ...also].map(
    ({ subject }) => subject,
  );
}

function subjectsElsewhere({ say, texts, locale }: Draft, wave: WaveFacts): readonly Block[] {
  const others = (wave.languages ?? []).filter((language) => language !== locale);
  const items = others.map((language) => [subjectsIn(language, locale, wave)]);
  return items.length === 0 ? [] : [...subheading(say(texts.waveNotice.otherLanguages)), ...list('bullets', ...items)];
}

function subjectsIn(language: MailLocale, locale: MailLocale, wave: WaveFacts): RichText {
  const text = subjects(localeTexts(language), wave).join(' · ');
  return [words(`${formatLanguage(locale, language)}: `), { kind: 'otherLanguage', text, language }];
}

const copied = { nudge, ssprLink, phoneOnly };

/** The copy greets nobody: it is everyone's. */
function copyOfFirstMail({ locale, facts }: Draft, wave: WaveFacts): Block {
  const kind: keyof typeof copied = wave.onlyMail ?? 'nudge';
  const anyone: MailFacts = { ...facts, person: { displayName: '' } };
  return {
    kind: 'quote',
    subject: localeTexts(locale)[kind].subject,
    content: copied[kind](startDraft(locale, anyone)),
  };
}

function figure(title: string, value: RichText): Figure {
  return { label: [words(title)], value };
}

function nameOr(otherwise: string, text: string): Piece {
  return text === '' ? words(otherwise) : { kind: 'name', text };
}

function addressOrDash(address: string): Piece {
  const text = mailAddress(address);
  return text === undefined ? words('–') : { kind: 'address', text };
}
