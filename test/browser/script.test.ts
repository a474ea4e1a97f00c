import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wavePage } from '../../shared/api/page/wave-page.ts';
import { problemPage } from '../../shared/api/page/problem-page.ts';
import { problemAnswer, type Answer } from '../../shared/api/problem.ts';
import { unauthorised } from '../../shared/api/roles.ts';
import { aShell, aWaveProgress } from '../builders/pages.ts';
import { pages } from '../builders/shown-pages.ts';
import { serve, type LocalServer } from '../shared/adapters/local-server.ts';
import { launchChromium } from './chromium.ts';

const byName = new Map(pages);
const runOut = () =>
  problemPage(problemAnswer(unauthorised('the token has expired')), '/api/dashboard/waves/pilot', 'en');

let browser: Browser;
let site: LocalServer;
/** What `/going` answers, how often it was asked, and which forms have come. */
let [going, asked, sent]: [() => Answer, number, string[]] = [() => wave(0), 0, []];
beforeAll(async () => {
  browser = await launchChromium();
  site = await serve(({ url, method }, response) => {
    if (method === 'POST') sent.push(url);
    const isGoing = url.startsWith('/going');
    if (isGoing) asked++;
    const { status, headers, body } = isGoing ? going() : (byName.get(url.slice(1)) ?? byName.get('overview')!)();
    response.writeHead(status, headers).end(body);
  });
});
afterAll(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
});

/** A wave that enrols its people, with so many who can reset; its forms have a token of their own each time. */
const wave = (canReset: number, still?: string): Answer => {
  const { tally } = aWaveProgress();
  const places = { ...tally.places, canReset };
  const view = { ...aWaveProgress({ state: 'enrolling' }, { places }), notices: [], still, done: undefined };
  return wavePage(aShell({ path: 'going', tokenFor: () => `token-${canReset}` }), {
    ...view,
    listed: { people: [], next: undefined },
  });
};

let [context, page]: [BrowserContext | undefined, Page | undefined] = [undefined, undefined];
async function open(path: string, isScripted: boolean): Promise<Page> {
  context = await browser.newContext({
    javaScriptEnabled: isScripted,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  await page.clock.install();
  page.setDefaultTimeout(5_000);
  await page.goto(`${site.origin}/${path}`);
  return page;
}
beforeEach(() => {
  [going, asked, sent] = [() => wave(1_500), 0, []];
});
afterEach(() => context?.close());

describe('copying', () => {
  it('is a button beside what is copied, which says that it was', async () => {
    const shown = await open('person', true);
    await shown.getByText('Case', { exact: false }).first().waitFor();
    await shown.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    await shown.getByRole('button', { name: 'Copy the case' }).click();
    await shown.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const copied = await shown.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe((await shown.locator('pre[data-copy]').textContent())!.trim());
    await shown.getByRole('button', { name: 'Copy what to tell' }).first().click();
    expect(await shown.evaluate('navigator.clipboard.readText()')).toBe(
      await shown.locator('span[data-copy]').first().textContent(),
    );
  });

  it('without script has no button, and the text can be selected', async () => {
    const shown = await open('person', false);
    expect(await shown.getByRole('button', { name: /Copy/ }).count()).toBe(0);
    expect(await shown.locator('pre[data-copy]').count()).toBe(1);
  });
});

describe('a launch of more than a thousand people', () => {
  it('is locked until its number is typed as it is read', async () => {
    const shown = await open('plan', true);
    const [typed, launch] = [shown.getByLabel(/^Type 1236/), shown.getByRole('button', { name: /^Launch/ })];
    expect(await launch.isDisabled()).toBe(true);
    for (const [text, isLocked] of [
      ['123', true],
      ['1236', false],
      ['12367', true],
      ['1,236', false],
    ] as const) {
      await typed.fill(text);
      expect([text, await launch.isDisabled()]).toEqual([text, isLocked]);
    }
    await launch.click();
    expect(sent).toEqual(['/api/dashboard/waves/launch']);
  });

  it('without script is sent, and judged by the app', async () => {
    const shown = await open('plan', false);
    await shown.getByLabel(/^Type 1236/).fill('12');
    await shown.getByRole('button', { name: /^Launch/ }).click();
    expect(sent).toEqual(['/api/dashboard/waves/launch']);
  });
});

describe('typed text', () => {
  /** Whether the browser asks before it leaves the page by a link. */
  async function isAskedOnLeaving(shown: Page): Promise<boolean> {
    let isAsked = false;
    shown.on('dialog', (dialog) => {
      isAsked = dialog.type() === 'beforeunload';
      void dialog.accept();
    });
    await shown.getByRole('link', { name: 'Overview' }).first().click();
    await shown.getByRole('heading', { level: 1, name: /can reset their password/ }).waitFor();
    return isAsked;
  }

  it.each([
    ['plan-form', 'Or people'],
    ['document', 'The document, as JSON'],
  ])('of the page %s is not lost without a question', async (path, label) => {
    const shown = await open(path, true);
    await shown.getByLabel(label, { exact: false }).fill('typed');
    expect(await isAskedOnLeaving(shown)).toBe(true);
  });

  it('of a reason alone is left without a question', async () => {
    const shown = await open('person-resend', true);
    await shown.getByLabel(/^Reason/).fill('typed');
    expect(await isAskedOnLeaving(shown)).toBe(false);
  });

  it('that is sent is not asked about, and without script nothing is asked', async () => {
    const shown = await open('document', true);
    shown.on('dialog', () => sent.push('asked'));
    await shown.getByLabel('The document, as JSON').fill('typed');
    await shown.getByRole('button', { name: 'Show the differences' }).click();
    await shown.getByRole('heading', { level: 1, name: /can reset their password/ }).waitFor();
    expect(sent).toEqual(['/api/dashboard/setup/document']);
    await context?.close();
    const unscripted = await open('document', false);
    await unscripted.getByLabel('The document, as JSON').fill('typed');
    expect(await isAskedOnLeaving(unscripted)).toBe(false);
  });
});

describe('what goes on', () => {
  const canReset = (shown: Page) => shown.locator('.lead a').first().innerText();

  it('is read again without a reload, except where somebody is', async () => {
    const shown = await open('going', true);
    await shown.evaluate('window.isTheSame = true');
    going = () => wave(1_600);
    await shown.clock.fastForward(31_000);
    await shown.locator('.lead a', { hasText: '1,600' }).waitFor();
    for (const token of await shown.locator('form input[name=token]').all())
      expect(await token.inputValue()).toBe('token-1600');
    await shown.locator('.legend a').first().focus();
    going = () => wave(1_700);
    await shown.clock.fastForward(31_000);
    await shown.locator('.lead a', { hasText: '1,700' }).waitFor();
    expect(await shown.locator('.legend a').first().innerText()).toBe('1,600');
    expect(await shown.evaluate('window.isTheSame')).toBe(true);
  });

  it('is not read again once the sign-in has run out, or the reader has stopped it', async () => {
    const shown = await open('going', true);
    going = runOut;
    for (let i = 0; i < 3; i++) {
      const answered = asked === 1 ? shown.waitForResponse(/going/) : undefined;
      await shown.clock.fastForward(31_000);
      await answered;
    }
    expect([asked, await canReset(shown)]).toEqual([2, '1,500']);
    going = () => wave(1_500, 'yes');
    await shown.goto(`${site.origin}/going`);
    await shown.clock.fastForward(120_000);
    expect([asked, await shown.getByText('by itself no more').count()]).toEqual([3, 1]);
  });

  it('without script is loaded again, until the reader stops it', async () => {
    const soon = (answer: Answer) => ({ ...answer, body: answer.body.replace('content="30"', 'content="1"') });
    going = () => soon(wave(1_500 + asked));
    const shown = await open('going', false);
    await shown.locator('.lead a', { hasText: '1,502' }).waitFor();
    expect(await shown.getByRole('link', { name: 'stop' }).getAttribute('href')).toBe('/api/dashboard/going?still=yes');
    going = () => soon(wave(1_500, 'yes'));
    await shown.goto(`${site.origin}/going?still=yes`);
    expect(await shown.locator('meta[http-equiv=refresh]').count()).toBe(0);
  });
});
