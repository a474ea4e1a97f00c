import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulation, startSimulation } from '../../../local/simulation/simulation.ts';
import { generateOrganisation } from '../../../local/simulation/tenant.ts';
import { launchChromium } from '../../browser/chromium.ts';
import { NUDGE, postMail, SSPR_LINK, type TestMail } from './sending.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const { people } = generateOrganisation({ users: 60, seed: 7, startsAt });
const anna = people.find(({ personCase }) => personCase === 'pilot')!;
const awkward = people.find(({ displayName }) => displayName.includes('<b>'))!;

let simulation: Simulation;
beforeEach(async () => {
  simulation = await startSimulation({ users: 60, seed: 7, port: 0, startsAt });
});
afterEach(() => simulation.close());

const get = async (path: string) => {
  const response = await fetch(simulation.origin + path);
  return { status: response.status, headers: response.headers, body: await response.text() };
};
const send = (mail: Partial<TestMail> = {}) =>
  postMail(simulation, {
    to: anna.mail ?? '',
    operationId: randomUUID(),
    ...NUDGE,
    html: '<p>Type aka.ms/ssprsetup</p>',
    ...mail,
  });

describe('the list of mailboxes', () => {
  it('shows everybody before the first mail, and those with mail afterwards', async () => {
    expect((await get('/mailbox')).body).toContain(awkward.userPrincipalName);
    await send();
    const { body } = await get('/mailbox');
    expect(body).toContain(anna.userPrincipalName);
    expect(body).not.toContain(awkward.userPrincipalName);
  });

  it('escapes names', async () => {
    const { body } = await get('/mailbox?show=all');
    expect(body).toContain('Tom &#60;b&#62;');
    expect(body).not.toContain(awkward.displayName);
  });

  it('escapes what was searched for', async () => {
    const { body } = await get(`/mailbox?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain('<script');
    expect(body).toContain('Nobody here.');
  });

  it('finds people by part of their address', async () => {
    const { body } = await get(`/mailbox?show=all&q=${encodeURIComponent(anna.userPrincipalName.toUpperCase())}`);
    expect(body).toContain('1 person<');
  });

  it('says that all is well, or loudly that it is not', async () => {
    await send();
    expect((await get('/mailbox')).body).toContain('No duplicates, no wrong mail.');
    await send();
    const { body } = await get('/mailbox?show=wrong');
    expect(body).toMatch(/class="alarm"[^]*1 duplicate, 0 wrong mails/);
    expect(body).toContain('Nudge twice');
  });
});

describe('a person’s mailbox', () => {
  it('shows each mail with subject, sender and plain text, in a frame that can do nothing', async () => {
    await send();
    const { body } = await get(`/mailbox/${anna.id}`);
    for (const text of [NUDGE.subject, 'donotreply@contoso.com', NUDGE.plainText]) expect(body).toContain(text);
    expect(body).toMatch(new RegExp(`<iframe\\s+sandbox\\s+src="/mailbox/${anna.id}/1.html"`));
  });

  it('flags a duplicate and a wrong mail', async () => {
    await send(SSPR_LINK);
    await send(SSPR_LINK);
    const { body } = await get(`/mailbox/${anna.id}`);
    expect(body).toContain('Duplicate of mail 1:');
    expect(body).toContain('before this person could reset');
  });

  it.each(['/mailbox/nobody', `/mailbox/${anna.id}/1.html`])(
    'answers 404 for %s when there is no such thing',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it.each([
    [
      'pages run and load nothing from elsewhere',
      `/mailbox/${anna.id}`,
      "default-src 'none'; style-src 'self'; frame-src 'self'",
    ],
    [
      'mails run nothing, load nothing and lead nowhere',
      `/mailbox/${anna.id}/1.html`,
      /default-src 'none'.*; sandbox$/,
    ],
  ])('has a policy by which %s', async (_what, path, policy) => {
    await send();
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toEqual(expect.stringMatching(policy));
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('in a browser, without JavaScript of its own', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it.each([
    ['a desktop in light', { width: 1_280, height: 900 }, 'light'],
    ['a phone in dark', { width: 360, height: 780 }, 'dark'],
  ] as const)('is accessible and fits on %s', async (_where, viewport, colorScheme) => {
    await send();
    await send();
    const page = await browser.newPage({ viewport, colorScheme, bypassCSP: true });
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    for (const path of ['/mailbox?show=all', `/mailbox/${anna.id}`]) {
      await page.goto(simulation.origin + path);
      faults.push(...(await accessibilityFaults(page)));
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(viewport.width);
    }
    await page.close();
    expect(faults).toEqual([]);
  });

  it('keeps the script of a mail from running', async () => {
    await send({ html: '<p id="p">before</p><script>document.getElementById("p").textContent = "after"</script>' });
    const page = await browser.newPage();
    await page.goto(`${simulation.origin}/mailbox/${anna.id}`);
    const inside = page.frameLocator('iframe').locator('#p');
    expect(await inside.textContent()).toBe('before');
    await page.close();
  });
});

async function accessibilityFaults(page: Awaited<ReturnType<Browser['newPage']>>): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate<{ violations: { id: string; help: string }[] }>(
    'axe.run({ iframes: false })',
  );
  return violations.map(({ id, help }) => `${id}: ${help}`);
}
