import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageStyle } from '../../shared/api/page/page-style.ts';
import { pages, pagesOf } from '../builders/shown-pages.ts';
import { isAll } from '../extent.ts';
import { serve, type LocalServer } from '../shared/adapters/local-server.ts';
import { launchChromium } from './chromium.ts';

const axeOptions: RunOptions = { resultTypes: ['violations'], preload: false };
const byName = new Map(pages);

let browser: Browser;
let site: LocalServer;
let axeSource: string;
beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await launchChromium();
  site = await serve(({ url }, response) => {
    const { status, headers, body } = (byName.get(url.slice(1)) ?? byName.get('overview')!)();
    response.writeHead(status === 401 ? 200 : status, headers).end(body);
  });
});
afterAll(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
});

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const script = `axe.run(document, ${JSON.stringify(axeOptions)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;
  return (await page.evaluate(script)) as string[];
}

/** What is folded, can be pressed or sticks out where a page is printed. */
const onPaper = `(() => {
  const isSeen = (one) => one.checkVisibility({ contentVisibilityAuto: true }) && one.getClientRects().length > 0;
  const found = [];
  for (const details of document.querySelectorAll('details'))
    for (const part of details.children) if (part.tagName !== 'SUMMARY' && !isSeen(part)) found.push('folded: ' + part.outerHTML.slice(0, 60));
  for (const one of document.querySelectorAll('button, nav a, form input:not([type=hidden])')) if (isSeen(one)) found.push('pressed: ' + one.outerHTML.slice(0, 60));
  if (document.documentElement.scrollWidth > innerWidth) found.push('wide');
  return found;
})()`;

/** Labels of values on a phone that do not end before their value begins, and signs that do not end before their sentence. */
const labelsOverValues = `[...document.querySelectorAll('table:not(.brief) td[data-label], .ladder > li')].flatMap((one) => {
  const label = one.matches('td') ? parseFloat(getComputedStyle(one, '::before').width) : one.firstElementChild.offsetWidth;
  const room = parseFloat(one.matches('td') ? getComputedStyle(one).paddingLeft : getComputedStyle(one).gridTemplateColumns);
  return label > room ? [one.textContent.trim().slice(0, 60)] : [];
})`;

const sticksOut = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('in a browser, every page', () => {
  /** At 640 px as at 1280 px with everything twice as large. */
  const screens = [
    ['light', 1_280],
    ['dark', 320],
    ['light', 640],
    ['dark', 1_280],
    ['light', 390],
    ['dark', 390],
  ] as const;

  it.each(isAll ? screens : screens.slice(0, 2))(
    'has no fault that axe finds, keeps its policy and nothing sticks out: %s, %i px',
    async (colorScheme, width) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      const found: Record<string, unknown> = {};
      for (const [name] of pages) {
        await page.goto(`${site.origin}/${name}`);
        const faults = [await axeFaults(page), await page.evaluate(sticksOut)];
        if (JSON.stringify(faults) !== '[[],0]') found[name] = faults;
      }
      await context.close();
      expect(found).toEqual({});
      expect(complaints.filter((text) => !/favicon|status of 4/.test(text))).toEqual([]);
    },
    180_000,
  );

  it.each(['en', 'sv'] as const)('on a phone no label runs into its value: %s', async (language) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const found: Record<string, unknown> = {};
    for (const [name, answer] of pagesOf('Åsa Öberg', language)) {
      await page.setContent(answer().body);
      const labels = await page.evaluate<readonly string[]>(labelsOverValues);
      if (labels.length > 0) found[name] = labels;
    }
    await page.close();
    expect(found).toEqual({});
  });

  it.each(['cause', 'drifts'])('numbers the steps of a remedy: %s', async (name) => {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/${name}`);
    const looks = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('.remedy')].map((one) => getComputedStyle(one).listStyleType)`,
    );
    await page.close();
    expect(new Set(looks)).toEqual(new Set(['decimal']));
  });

  it('on paper has its tables open and nothing to press, and fits A4', async () => {
    const page = await browser.newPage({ viewport: { width: 794, height: 1_123 } });
    await page.goto(`${site.origin}/setup`);
    expect(await page.evaluate(onPaper)).not.toEqual([]);
    await page.emulateMedia({ media: 'print' });
    const wrong: Record<string, unknown> = {};
    for (const [name] of pages) {
      await page.goto(`${site.origin}/${name}`);
      const found = await page.evaluate<readonly unknown[]>(onPaper);
      if (found.length > 0) wrong[name] = found;
    }
    await page.close();
    expect(wrong).toEqual({});
  });

  it('moves nothing, for those who want no motion or any other', () => {
    expect(pageStyle).not.toMatch(/animation|transition|scroll-behavior|@keyframes/);
  });
});
