import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvAnswer } from '../../shared/api/csv.ts';
import { pagesOf } from '../builders/shown-pages.ts';
import { serve, type LocalServer } from '../shared/adapters/local-server.ts';
import { isAll } from '../extent.ts';
import { launchChromium } from './chromium.ts';

const rightToLeft = '\u202E';

/** What people, groups, waves and reasons may be called by somebody who means ill, or whose name is long. */
const hostile: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror=window.isHit=1>',
  'an order of letters': `invoice${rightToLeft}gpj.exe`,
  'a formula': '=cmd|"/c calc"!A1',
  'a long name': 'x'.repeat(256),
  'a long name of words': 'Maximilian '.repeat(24).trim().slice(0, 256),
};

let browser: Browser;
let site: LocalServer;
beforeAll(async () => {
  browser = await launchChromium();
  site = await serve(({ url }, response) => {
    const [, name, page] = url.split('/').map((part) => decodeURIComponent(part));
    const answer = new Map(pagesOf(hostile[name!] ?? '')).get(page!);
    const { status, headers, body } = answer?.() ?? { status: 404, headers: {}, body: '' };
    response.writeHead(status === 401 ? 200 : status, headers).end(body);
  });
});
afterAll(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
});

/** Whether markup came to life, how far the page sticks out, and which text is turned round by a name in it. */
const faults = `(() => {
  const found = [];
  if (window.isHit || document.images.length > 0) found.push('markup');
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push('wide by ' + wide);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!data.includes('${rightToLeft}') || parentElement.closest('script, style, textarea')) continue;
    const { unicodeBidi } = getComputedStyle(parentElement);
    const isAlone = parentElement.textContent === data && parentElement.tagName !== 'P';
    if (unicodeBidi !== 'isolate' && !unicodeBidi.endsWith('override') || !isAlone) found.push(parentElement.outerHTML.slice(0, 120));
  }
  return found;
})()`;

describe('an organisation where everything is called', () => {
  it.each(Object.keys(hostile))(
    '%s is shown as text, turns nothing around it, and fits the narrowest screen',
    async (name) => {
      const found: Record<string, unknown> = {};
      for (const width of isAll ? [320, 1_280] : [320]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        let seen = 0;
        for (const [path] of pagesOf('')) {
          await page.goto(`${site.origin}/${encodeURIComponent(name)}/${path}`);
          const wrong = await page.evaluate<readonly string[]>(faults);
          if (wrong.length > 0) found[`${path}, ${width} px`] = wrong;
          if ((await page.locator('body').innerText()).includes(hostile[name]!)) seen++;
        }
        expect(seen).toBeGreaterThan(10);
        await page.close();
      }
      expect(found).toEqual({});
    },
  );

  it.each(Object.values(hostile))('%s is no formula in a CSV file', (name) => {
    const { body } = csvAnswer('people.csv', ['name'], [{ name }]);
    const [, cell] = parse(body, { bom: true }).map(([first]) => first!);
    expect(cell).toBe(name.startsWith('=') ? `'${name}` : name);
    expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});
