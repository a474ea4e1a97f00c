import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAdminHost, type AdminHost } from '../admin-api/admin-host.ts';
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

describe('without JavaScript, somebody who signs in', { sequential: true }, () => {
  let host: AdminHost;
  let page: Page;
  beforeAll(async () => {
    host = await startAdminHost(30);
    host.simulation.signInto(host.url);
    const known = async () => (await (await host.ask('GET', 'report')).json()) as { tally: { people: number } };
    while ((await known()).tally.people === 0) await host.runFunction('refreshRegistrations');
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  }, 120_000);
  afterAll(async () => {
    await page.context().close();
    await host[Symbol.asyncDispose]();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const follow = (name: string | RegExp) => page.getByRole('link', { name }).first().click();
  const title = () => page.getByRole('heading', { level: 1 }).innerText();

  async function signInAs(words: RegExp): Promise<void> {
    await page.goto(`${host.simulation.origin}/.auth/login/aad`);
    await page.locator('p', { hasText: words }).getByRole('button').first().click();
  }

  it('as an operator runs the campaign by the page alone', async () => {
    await page.goto(`${host.simulation.origin}/api/dashboard`);
    expect(await title()).toBe('Sign in to see the campaign.');
    await follow('Sign in');
    await page
      .locator('p', { hasText: /operator: may/ })
      .getByRole('button')
      .first()
      .click();
    expect(await title()).toMatch(/of \d+ people can reset their password/);
    await press('Pause all mail');
    expect(await title()).toMatch(/^Paused since today/);
    await follow('Resume…');
    await page.getByLabel('Reason').fill('looked');
    await press('Resume all mail');
    expect(await page.getByText('Paused', { exact: true }).count()).toBe(0);

    await follow('Plan a wave');
    await page.getByLabel('Name', { exact: true }).fill('Field staff');
    await page.getByLabel(/Object ids of groups/).fill(host.simulation.groups['Field staff']!.id);
    await press('Show the plan');
    expect(await title()).toMatch(/The wave Field staff would write to \d+ of \d+ people/);
    await press(/^Launch for/);
    expect([await title(), new URL(page.url()).pathname]).toEqual(['Field staff', '/api/dashboard/waves/field-staff']);
    await press('Pause this wave');
    await follow('Resume…');
    await press('Resume the wave');

    await follow('People');
    const name = await page.locator('tbody th a').first().innerText();
    await page.getByLabel('Name, sign-in name or object id').fill(name);
    await press('Find');
    expect(await title()).toBe(name);
    await press('Ask');
    expect(await page.getByText('The questions that were asked').count()).toBe(1);
    await follow(/^Exclude/);
    await page.getByLabel('Reason').fill('left us');
    await press('Exclude from all mail');
    expect(await page.getByText('Excluded. What was on its way').count()).toBe(1);

    await follow('Setup');
    await follow('Edit it');
    const document = await page.getByLabel('The document, as JSON').inputValue();
    await page.getByLabel('The document, as JSON').fill(document.replace(/"mailsPerHour": \d+/, '"mailsPerHour": 77'));
    await press('Show the differences');
    expect(await page.getByText('capacity.mailsPerHour').count()).toBe(1);
    await press('Replace the document');
    expect(await page.getByText('77 mails an hour').count()).toBe(1);
    expect(await page.getByText('The file differs from the campaign').count()).toBe(1);
    expect(await page.getByRole('table', { name: 'Where the file differs' }).innerText()).toMatch(
      /capacity\.mailsPerHour[^]*77 → \d+/,
    );
    await press('Check everything');
    expect(await title()).toMatch(/of \d+ checks fail/);

    await follow('Audit');
    const trail = await page.locator('tbody').innerText();
    for (const words of [
      'Paused all mail',
      'Resumed all mail',
      'Reason: looked',
      'Launched a wave',
      'Paused a wave',
      'Resumed a wave',
      'Excluded a person',
      'Reason: left us',
      'Changed the campaign document',
    ])
      expect(trail).toContain(words);
    const named = await page.locator('tbody td[data-label=Who]').first().innerText();
    expect(named).not.toMatch(/^[0-9a-f]{8}-/);
    for (const line of host.logged) expect(line).not.toContain(name);
  }, 60_000);

  it('as a reader is given nothing that changes anything, as the help desk one person at a time', async () => {
    await page.goto(`${host.simulation.origin}/.auth/login/aad`);
    await page
      .locator('p', { hasText: /reader: sees/ })
      .getByRole('button')
      .first()
      .click();
    for (const path of ['', '/waves', '/waves/field-staff', '/mails', '/audit', '/setup/document']) {
      await page.goto(`${host.simulation.origin}/api/dashboard${path}`);
      expect(await page.locator('form[method=post]').count()).toBe(0);
    }
    await page.goto(`${host.simulation.origin}/.auth/login/aad`);
    await page
      .locator('p', { hasText: /help desk: finds/ })
      .getByRole('button')
      .first()
      .click();
    expect(await title()).toBe('Find a person.');
    expect(await page.locator('nav[aria-label=Pages] li').allInnerTexts()).toEqual(['People']);
    const waves = await page.goto(`${host.simulation.origin}/api/dashboard/waves`);
    expect([waves!.status(), await title()]).toEqual([403, 'The role Campaign.Read is needed.']);
  }, 30_000);

  it('whose sign-in has run out changes nothing, and is led back', async () => {
    await signInAs(/operator: may/);
    await page.goto(`${host.simulation.origin}/api/dashboard/waves/field-staff/cancel`);
    await page.getByLabel(/Type/).fill('Field staff');
    const other = await page.context().newPage();
    await other.goto(`${host.simulation.origin}/.auth/login/aad`);
    await other
      .locator('p', { hasText: /has run out/ })
      .getByRole('button')
      .first()
      .click();
    await other.close();
    await press('Cancel the wave for good');
    expect(await title()).toBe('Your sign-in has run out. Nothing was changed.');
    await follow('Sign in');
    await page
      .locator('p', { hasText: /operator: may/ })
      .getByRole('button')
      .first()
      .click();
    expect(await title()).toBe('Cancel Field staff?');
  }, 30_000);
});
