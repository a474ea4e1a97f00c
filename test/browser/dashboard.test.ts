import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dashboardAnswer } from '../../shared/api/dashboard.ts';
import { aDashboard, emptyDashboard, troubledDashboard } from '../builders/dashboards.ts';
import { serve, type LocalServer } from '../shared/adapters/local-server.ts';
import { launchChromium } from './chromium.ts';

const views = { running: aDashboard(), troubled: troubledDashboard, empty: emptyDashboard };
type View = keyof typeof views;

const screens = { desktop: { width: 1100, height: 900 }, phone: { width: 360, height: 800 } };
const axeOptions: RunOptions = { resultTypes: ['violations'], preload: false };

let browser: Browser;
let site: LocalServer;
let axeSource: string;
beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await launchChromium();
  site = await serve(({ url }, response) => {
    const { status, headers, body } = dashboardAnswer(views[url.slice(1) as View] ?? views.empty);
    response.writeHead(status, headers).end(body);
  });
});
afterAll(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
});

/** Opens the page with its own headers, so that the browser holds it to its policy. */
async function withPage<Result>(
  view: View,
  options: BrowserContextOptions,
  look: (page: Page, complaints: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${site.origin}/${view}`);
    return await look(page, complaints);
  } finally {
    await context.close();
  }
}

const allLooks = (Object.keys(views) as View[]).flatMap((view) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (Object.keys(screens) as (keyof typeof screens)[]).map((screen) => ({ view, colorScheme, screen })),
  ),
);

describe('in a browser, the page', () => {
  it.each(allLooks)(
    'that is $view has no fault that axe finds, $colorScheme on a $screen, keeps its policy and nothing sticks out',
    async ({ view, colorScheme, screen }) => {
      await withPage(view, { colorScheme, viewport: screens[screen] }, async (page, complaints) => {
        expect(await axeFaults(page)).toEqual([]);
        expect(complaints.filter((text) => !/favicon/.test(text))).toEqual([]);
        const sticksOut = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await page.evaluate(sticksOut)).toBe(0);
      });
    },
  );

  it('is looked at with an axe that finds faults', async () => {
    await withPage('running', {}, async (page) => {
      await page.evaluate(`document.querySelector('h1').innerHTML = '<img src="x">'`);
      expect(await axeFaults(page)).toContain('image-alt: img');
    });
  });

  it.each([
    ['light', 'rgb(27, 27, 27)', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(242, 242, 242)', 'rgb(27, 27, 27)'],
  ] as const)('is %s when the reader prefers it', async (colorScheme, ink, paper) => {
    await withPage('running', { colorScheme }, async (page) => {
      expect(await page.evaluate(`getComputedStyle(document.body).color`)).toBe(ink);
      expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe(paper);
    });
  });

  it('has letters and bars of one size on a phone and a desktop', async () => {
    for (const viewport of Object.values(screens)) {
      await withPage('running', { viewport }, async (page) => {
        const sizes = `[...document.querySelectorAll('.funnel th[scope=row]')].map((one) => getComputedStyle(one).fontSize)`;
        expect(new Set(await page.evaluate<string[]>(sizes))).toEqual(new Set(['16px']));
        const heights = `[...document.querySelectorAll('.bar')].map((one) => one.getBoundingClientRect().height)`;
        expect(new Set((await page.evaluate<number[]>(heights)).map(Math.round))).toEqual(new Set([10]));
      });
    }
  });

  it('is whole without JavaScript, and what is folded opens', async () => {
    await withPage('running', { javaScriptEnabled: false }, async (page) => {
      const figures = page.getByRole('region', { name: 'Mails and registrations of each day' });
      expect(await figures.isVisible()).toBe(false);
      await page.getByText('The figures of each day').click();
      expect(await figures.isVisible()).toBe(true);
      expect(await page.getByRole('heading', { name: 'Who is left out, and why' }).isVisible()).toBe(true);
    });
  });

  it('is gone through by keyboard from top to bottom: every table that scrolls, every link, what is folded', async () => {
    await withPage('troubled', { viewport: screens.phone }, async (page) => {
      const reached: string[] = [];
      for (let press = 0; press < 40; press++) {
        await page.keyboard.press('Tab');
        const name = `document.activeElement === document.body ? '' : document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()`;
        const at = (await page.evaluate(name)) as string;
        if (at === '') break;
        reached.push(at);
      }
      expect(reached[0]).toBe('Mails that need a human');
      expect(reached).toEqual(
        expect.arrayContaining(['Waves', 'CSV', 'The figures of each day', 'Preflight', 'OpenAPI']),
      );
      expect(reached.indexOf('Waves')).toBeLessThan(reached.indexOf('Preflight'));
      await page.getByText('The figures of each day').focus();
      await page.keyboard.press('Enter');
      expect(await page.getByRole('region', { name: 'Mails and registrations of each day' }).isVisible()).toBe(true);
    });
  });
});

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const script = `axe.run(document, ${JSON.stringify(axeOptions)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;
  return (await page.evaluate(script)) as string[];
}
