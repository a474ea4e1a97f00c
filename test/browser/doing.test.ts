import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedMail } from '../../local/simulation-settings.ts';
import { hours, startAdminHost, type AdminHost } from '../admin-api/admin-host.ts';
import { listenIn, secretsIn } from '../admin-api/listen-in.ts';
import { isAll } from '../extent.ts';
import { launchChromium } from './chromium.ts';
import { ClickingSession, type Screen } from './clicking-session.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function startHost(): Promise<AdminHost> {
  const host = await startAdminHost(30);
  host.simulation.signInto(host.url);
  const known = async () => (await (await host.ask('GET', 'report')).json()) as { tally: { people: number } };
  while ((await known()).tally.people === 0) await host.runFunction('refreshRegistrations');
  return host;
}

const everyScreen: readonly Screen[] = [
  { width: 390, isScripted: false },
  { width: 1_280, isScripted: true },
  { width: 390, isScripted: true },
  { width: 1_280, isScripted: false },
];
const screens = isAll ? everyScreen : everyScreen.slice(0, 2);

/** What the audit trail calls each change that is made below. */
const nine = [
  'Paused all mail',
  'Resumed all mail',
  'Launched a wave',
  'Paused a wave',
  'Resumed a wave',
  'Excluded a person',
  'Included a person again',
  'Sent a mail to themselves',
  'Changed the campaign document',
];

describe('somebody who types one address runs the whole campaign (page, doing)', () => {
  it.each(screens)(
    'at $width px, script: $isScripted; nothing of the tenant is in logs and addresses',
    async (screen) => {
      const heard = await listenIn();
      await using host = await startHost();
      await using session = await ClickingSession.open(browser, host, screen);
      if (screen.isScripted) await session.page.clock.install();
      await signInAndPause(session);
      await launchAndWatch(session, host, screen);
      const name = await findExcludeInclude(session);
      await readMails(session);
      await takeCsv(session, host);
      await changeDocument(session);
      await readAudit(session);
      const { libraryLines, spans, urls } = heard;
      heard.end();

      expect(session.clicks).toBeLessThanOrEqual(45);
      expect(session.tooWide).toEqual([]);
      expect(session.complaints.filter((text) => !/favicon|status of 4/.test(text))).toEqual([]);
      await expectNothingTold(host, { libraryLines, spans, urls, log: host.logged, typed: session.urls }, name);
    },
    120_000,
  );
});

async function signInAndPause(session: ClickingSession): Promise<void> {
  await session.type('/api/dashboard');
  expect(await session.title()).toBe('Sign in to see the campaign.');
  await session.follow('Sign in');
  await session.signInAs(/operator: may/);
  expect(await session.title()).toMatch(/of \d+ people can reset their password/);
  await session.press('Pause all mail');
  expect(await session.title()).toMatch(/^Paused since today/);
  await session.follow('Resume…');
  await session.fill(/^Reason/, 'looked');
  await session.press('Resume all mail');
  expect(await session.page.getByText('Paused', { exact: true }).count()).toBe(0);
}

async function launchAndWatch(session: ClickingSession, host: AdminHost, { isScripted }: Screen): Promise<void> {
  await session.follow('Plan a wave');
  await session.fill('Name', 'Field staff');
  await session.fill(/Object ids of groups/, host.simulation.groups['Field staff']!.id);
  await session.press('Show the plan');
  expect(await session.title()).toMatch(/The wave Field staff would write to \d+ of \d+ people/);
  expect(await session.page.getByRole('heading', { name: 'As the first of them will read it' }).count()).toBe(1);
  await session.press(/^Launch for/);
  expect([await session.title(), new URL(session.page.url()).pathname]).toEqual([
    'Field staff',
    '/api/dashboard/waves/field-staff',
  ]);
  const enrolled = session.page.locator('.lead', { hasText: /of [1-9]\d* who are enrolled/ });
  expect(await enrolled.count()).toBe(0);
  await host.runUntil(hours(4, host.simulation.now()));
  if (isScripted) await session.page.clock.fastForward(31_000);
  else await session.follow('read again');
  await enrolled.waitFor();
  await session.press('Pause this wave');
  await session.follow('Resume…');
  await session.fill(/^Reason/, 'they were told');
  await session.press('Resume the wave');
}

async function findExcludeInclude(session: ClickingSession): Promise<string> {
  await session.follow('People');
  const name = await session.page.locator('tbody th a').first().innerText();
  await session.fill('Name, sign-in name or object id', name);
  await session.press('Find');
  expect(await session.title()).toBe(name);
  await session.press('Ask');
  expect(await session.page.getByText('The questions that were asked').count()).toBe(1);
  await session.follow(/^Exclude/);
  await session.fill(/^Reason/, 'on leave');
  await session.press('Exclude from all mail');
  expect(await session.page.getByText('Excluded. What was on its way').count()).toBe(1);
  await session.follow(/^Include/);
  await session.fill(/^Reason/, 'is back');
  await session.press('Include again');
  expect(await session.page.getByText('Included again.').count()).toBe(1);
  return name;
}

async function readMails(session: ClickingSession): Promise<void> {
  await session.follow('Mails');
  await session.press('Show it');
  expect(await session.page.locator('body').innerText()).toContain('aka.ms/ssprsetup');
  await session.back();
  await session.press('Send one to me');
  expect(await session.page.getByText('Sent to the address that the directory has of you.').count()).toBe(1);
}

async function takeCsv(session: ClickingSession, host: AdminHost): Promise<void> {
  await session.follow('People');
  const file = await (await session.download('All of these as CSV')).path();
  const rows = parse(await readFile(file, 'utf8'), { bom: true }).length - 1;
  const report = (await (await host.ask('GET', 'report')).json()) as { tally: { people: number } };
  expect(rows).toBe(report.tally.people);
}

async function changeDocument(session: ClickingSession): Promise<void> {
  await session.follow('Setup');
  await session.follow('Edit it');
  const field = session.page.getByLabel('The document, as JSON');
  await field.fill((await field.inputValue()).replace(/"mailsPerHour": \d+/, '"mailsPerHour": 77'));
  await session.press('Show the differences');
  expect(await session.page.getByText('capacity.mailsPerHour').count()).toBe(1);
  await session.press('Replace the document');
  expect(await session.page.getByText('77 mails an hour').count()).toBe(1);
  expect(await session.page.getByRole('table', { name: 'Where the file differs' }).innerText()).toMatch(
    /capacity\.mailsPerHour[^]*77 → \d+/,
  );
  await session.press('Check everything');
  expect(await session.title()).toMatch(/of \d+ checks fail/);
}

async function readAudit(session: ClickingSession): Promise<void> {
  await session.follow('Audit');
  const rows = session.page.locator('tbody tr');
  for (const words of nine) {
    const row = rows.filter({ hasText: words }).first();
    const who = await row.locator('td[data-label=Who]').innerText();
    expect([words, who]).toEqual([words, expect.stringMatching(/^(?![\da-f]{8}-)\p{L}+ \p{L}/u)]);
  }
  const trail = await session.page.locator('tbody').innerText();
  for (const because of ['looked', 'they were told', 'on leave', 'is back'])
    expect(trail).toContain(`Reason: ${because}`);
}

/** Whatever belongs to the tenant: names, sign-in names, addresses, and what was searched for. */
async function expectNothingTold(
  host: AdminHost,
  sources: Readonly<Record<'log' | 'libraryLines' | 'spans' | 'urls' | 'typed', readonly string[]>>,
  searched: string,
): Promise<void> {
  const path = '/users?$select=displayName,userPrincipalName,mail,otherMails&$top=200';
  const answer = await fetch(`${host.simulation.origin}/v1.0${path}`, { headers: { authorization: 'Bearer local' } });
  const people = [...((await answer.json()) as { value: object[] }).value, { searched }];
  const connections = [host.storage, simulatedMail(host.simulation.origin)];
  for (const [source, lines] of Object.entries(sources)) {
    expect(lines.length, source).toBeGreaterThan(20);
    expect(secretsIn(lines, people, connections), source).toEqual([]);
  }
}

describe('whoever else signs in', { sequential: true }, () => {
  let host: AdminHost;
  let session: ClickingSession;
  beforeAll(async () => {
    host = await startHost();
    await host.runFunction('planCampaign');
    session = await ClickingSession.open(browser, host, everyScreen[0]!);
  });
  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  async function signInAs(words: RegExp): Promise<void> {
    await session.type('/.auth/login/aad');
    await session.signInAs(words);
  }

  it('as a reader is given nothing that changes anything, as the help desk one person at a time', async () => {
    await signInAs(/reader: sees/);
    for (const path of ['', '/waves', '/mails', '/audit', '/setup/document']) {
      await session.type(`/api/dashboard${path}`);
      expect(await session.page.locator('form[method=post]').count()).toBe(0);
    }
    await signInAs(/help desk: finds/);
    expect(await session.title()).toBe('Find a person.');
    expect(await session.page.locator('nav[aria-label=Pages] li').allInnerTexts()).toEqual(['People']);
    await session.type('/api/dashboard/waves');
    expect(await session.title()).toBe('The role Campaign.Read is needed.');
  }, 30_000);

  it('and whose sign-in has run out changes nothing, and is led back', async () => {
    await signInAs(/operator: may/);
    const { waves } = (await (await host.ask('GET', 'waves')).json()) as { waves: { waveId: string; name: string }[] };
    const { waveId, name } = waves[0]!;
    await session.type(`/api/dashboard/waves/${waveId}/cancel`);
    await session.fill(/^Type/, name);
    const other = await session.page.context().newPage();
    await other.goto(`${host.simulation.origin}/.auth/login/aad`);
    await other
      .locator('p', { hasText: /has run out/ })
      .getByRole('button')
      .first()
      .click();
    await other.close();
    await session.press('Cancel the wave for good');
    expect(await session.title()).toBe('Your sign-in has run out. Nothing was changed.');
    await session.follow('Sign in');
    await session.signInAs(/operator: may/);
    expect(await session.title()).toBe(`Cancel ${name}?`);
  }, 30_000);
});
