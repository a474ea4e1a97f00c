/**
 * Compiles shared/email/templates/mail.mjml to mail.generated.ts, and writes the version of what the mails say.
 *
 *   node scripts/compile-mails.ts            writes the generated files
 *   node scripts/compile-mails.ts --check    exits 1 when a generated file is stale
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import mjml2html from 'mjml';

const emailFolder = new URL('../shared/email/', import.meta.url);
const templateFile = new URL('templates/mail.mjml', emailFolder);
const header = (source: string) => `// Written by scripts/compile-mails.ts from ${source}. Do not edit.\n`;

/** Says on standard error what it does; answers the exit code. */
async function compileMails(check: boolean): Promise<number> {
  const template = await readFile(templateFile, 'utf8');
  const outputs = new Map([
    [new URL('templates/mail.generated.ts', emailFolder), await compileTemplate(template)],
    [new URL('templates/version.generated.ts', emailFolder), versionModule(await contentHash())],
  ]);
  let stale = 0;
  for (const [file, text] of outputs) {
    if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
    stale += 1;
    console.error(`${check ? 'stale' : 'written'}: ${file.pathname}`);
    if (!check) await writeFile(file, text);
  }
  return check && stale > 0 ? 1 : 0;
}

async function compileTemplate(template: string): Promise<string> {
  const page = startsWhereTheLanguageStarts(oneLine(await mjmlToHtml(template)));
  const parts = [...page.matchAll(/\[\[part (\w+)\]\](.*?)\[\[end\]\]/gu)];
  const frame = page.replaceAll(/\[\[part \w+\]\].*?\[\[end\]\]/gu, '').replaceAll(/\[\[slot (\w+)\]\]/gu, '{{$1}}');
  const functions = [['frame', frame], ...parts.map(([, name, markup]) => [name, markup])];
  return [
    header('mail.mjml'),
    "import type { Html } from '../html.ts';\n",
    ...functions.map(([name = '', markup = '']) => partFunction(name, markup.trim())),
  ].join('\n');
}

async function mjmlToHtml(template: string): Promise<string> {
  const { html, errors } = await mjml2html(template, { validationLevel: 'soft', keepComments: false, fonts: {} });
  // MJML cannot know that a {{slot}} will hold a colour or a direction.
  const faults = errors.filter(({ message }) => !message.includes('{{'));
  if (faults.length > 0) throw new Error(`mail.mjml: ${faults.map((fault) => fault.formattedMessage).join('; ')}`);
  return html;
}

function oneLine(markup: string): string {
  return markup
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/> </gu, '><')
    .replaceAll(/\s*(\[\[[^\]]+\]\])\s*/gu, '$1')
    .replaceAll(' class=""', '')
    .replaceAll(/ ?>/gu, '>')
    .replaceAll(/style="[^"]*"/gu, (style) => style.replaceAll(/\s*([,;:])\s*/gu, '$1').replace(/;"$/u, '"'));
}

/** MJML knows left and right only; the reader's language decides which of them is the start. */
function startsWhereTheLanguageStarts(markup: string): string {
  return markup
    .replaceAll('text-align:left', 'text-align:{{start}}')
    .replaceAll('align="left"', 'align="{{start}}"')
    .replaceAll('direction:ltr', 'direction:{{dir}}');
}

function partFunction(name: string, markup: string): string {
  const slots = [...new Set([...markup.matchAll(/\{\{(\w+)\}\}/gu)].map(([, slot]) => slot))];
  const type = `{ ${slots.map((slot) => `readonly ${slot}: Html`).join('; ')} }`;
  const literal = markup.replaceAll(/[\\`$]/gu, String.raw`\$&`).replaceAll(/\{\{(\w+)\}\}/gu, '${slots.$1}');
  return `export const ${name} = (slots: ${type}): Html =>\n  \`${literal}\` as Html;\n`;
}

/** Changes with the template and with every word of every locale. */
async function contentHash(): Promise<string> {
  const locales = (await readdir(new URL('locales/', emailFolder))).filter((file) => file.endsWith('.json')).toSorted();
  const files = [templateFile, ...locales.map((file) => new URL(`locales/${file}`, emailFolder))];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

function versionModule(hash: string): string {
  return `${header('mail.mjml and locales/*.json')}\nexport const mailTemplatesVersion = '${hash}';\n`;
}

process.exitCode = await compileMails(process.argv.includes('--check'));
