import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageStyle } from '../../../../shared/api/page/page-style.ts';
import type { InBoth } from '../../../../shared/api/page/words/in-both.ts';
import { pagesOf } from '../../../builders/shown-pages.ts';
import { englishWordsIn } from './english-words.ts';
import { shownWordsIn } from './shown-text.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/api/page');
const filesIn = (name: string) => readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.ts'));

/** What is written in Swedish as it is in English. */
const sameInBoth: readonly string[] = ['SSPR onboarding'];

/** What is no words: a style and a script. */
const notWords = ['page-script.ts', 'page-style.ts'];

/** A text of a table, or what its function makes of some arguments. */
type Word = readonly [name: string, en: string, sv: string];

const samples = [0, 1, 2, 1_234];

function wordsIn(name: string, en: unknown, sv: unknown): readonly Word[] {
  if (typeof en === 'string') return [[name, en, sv as string]];
  if (typeof en === 'function')
    return samples.map((given) => {
      const args = Array.from({ length: en.length }, () => given);
      const [inEnglish, inSwedish] = [en, sv].map((say) => String((say as (...all: number[]) => unknown)(...args)));
      return [`${name}(${given})`, inEnglish!, inSwedish!];
    });
  return Object.entries(en as object).flatMap(([key, value]) =>
    wordsIn(`${name}.${key}`, value, (sv as Readonly<Record<string, unknown>>)[key]),
  );
}

const isInBoth = (value: unknown): value is InBoth<unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'en,sv';

async function tableOf(file: string): Promise<readonly Word[]> {
  const module = (await import(path.join(folder, 'words', file))) as Readonly<Record<string, unknown>>;
  return tablesIn(module).flatMap(([name, table]) => wordsIn(name, table.en, table.sv));
}

/** The tables of a module, and those that it has by something else, such as the cloud. */
const tablesIn = (given: object, outer = ''): readonly (readonly [string, InBoth<unknown>])[] =>
  Object.entries(given).flatMap(([name, value]: readonly [string, unknown]) => {
    const full = `${outer}${name}`;
    if (isInBoth(value)) return [[full, value] as const];
    return typeof value === 'object' && value !== null ? tablesIn(value, `${full}.`) : [];
  });

/** One person is `1 person` in both languages, two are not: a function is looked at as a whole. */
const entryOf = (name: string) => name.replace(/\(\d+\)$/, '');

const bare = (text: string) => text.replaceAll(/<[^>]*>/g, ' ');
const lettered = (text: string) => /\p{L}{2}/u.test(bare(text));

describe('the words of the page', () => {
  it.each(filesIn('words'))('%s says everything in Swedish too', async (file) => {
    const words = await tableOf(file);
    const differing = new Set(words.filter(([, en, sv]) => en !== sv).map(([name]) => entryOf(name)));
    const same = words.filter(
      ([name, en]) => !differing.has(entryOf(name)) && lettered(en) && !sameInBoth.includes(en),
    );
    const inEnglish = words.filter(([, , sv]) => englishWordsIn(bare(sv)).length > 0);
    expect([...same, ...inEnglish].map(([name, , sv]) => `${name}: ${sv}`)).toEqual([]);
  });

  it('are in the tables, and nowhere else', () => {
    const wordsOfIts = (file: string) =>
      shownWordsIn(readFileSync(path.join(folder, file), 'utf8')).filter((words) => !words.includes('SSPR onboarding'));
    const speaking = filesIn('.').filter((file) => !notWords.includes(file) && wordsOfIts(file).length > 0);
    expect(speaking).toEqual([]);
  });
});

/** What is shown or read aloud on a page, without names, codes and what says itself that it is English. */
function textsOn(body: string): readonly string[] {
  const shown = body
    .replaceAll(/<(style|script|noscript|code|bdi|textarea)\b[^>]*>[^]*?<\/\1>/g, '')
    .replaceAll(/<(\w+)[^>]* lang="en"[^>]*>[^]*?<\/\1>/g, '');
  const attributes = [...shown.matchAll(/ (?:aria-label|title|placeholder|data-label)="([^"]*)"/g)];
  const texts = [...attributes.map(([, value]) => value!), ...shown.replaceAll(/<[^>]*>/g, '\n').split('\n')];
  return texts.map((text) => text.trim()).filter(lettered);
}

describe('a page in Swedish', () => {
  it('has the signs of its style read aloud in Swedish', () => {
    const said = [...pageStyle.matchAll(/^\s*(\S.*?)\{[^{}]*content:"[^"]*" \/ "([^"]+)"/gm)];
    const [english, swedish] = [false, true].map((isSwedish) =>
      said.filter(([, selector]) => selector!.includes(':lang(sv)') === isSwedish).map(([, , words]) => words),
    );
    expect(swedish).toHaveLength(english!.length);
    expect(swedish!.flatMap((words) => englishWordsIn(words!))).toEqual([]);
  });

  const inSwedish = pagesOf('Åsa Öberg', 'sv');

  it.each(inSwedish)('%s says in what language it is', (_, answer) => {
    expect(answer().body).toContain('<html lang="sv">');
  });

  it('has no English word', async () => {
    const tables = await Promise.all(filesIn('words').map(tableOf));
    const english = new Set(tables.flat().map(([, en]) => en));
    const isEnglish = (text: string) =>
      !sameInBoth.includes(text) && (english.has(text) || englishWordsIn(text).length > 0);
    const found = inSwedish
      .map(([name, answer]) => [name, textsOn(answer().body).filter(isEnglish)] as const)
      .filter(([, texts]) => texts.length > 0);
    expect(found).toEqual([]);
  });
});
