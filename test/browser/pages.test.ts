import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../builders/shown-pages.ts';
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

const sticksOut = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('in a browser, every page', () => {
  it.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)(
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
    60_000,
  );
});
