import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { distrust } from '../../../shared/registration/pass.ts';
import { aPass } from '../../contracts/samples.ts';
import { dashboardAnswer, dashboardPage, type DashboardView } from '../../../shared/api/dashboard.ts';
import { stopMeaning } from '../../../shared/api/dashboard-words.ts';
import type { PlaceCounts } from '../../../shared/campaign/tally.ts';
import { actionsFor } from '../../../shared/campaign/wave-actions.ts';
import { funnelPlot } from '../../../shared/api/funnel-plot.ts';
import { daysPlot } from '../../../shared/api/days-plot.ts';
import {
  aDashboard,
  aReport,
  aWave,
  emptyDashboard,
  hostileName,
  troubledDashboard,
} from '../../builders/dashboards.ts';
import { after, now } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** What somebody reads on a page: a line for each block and each row of a table. */
const readingOf = (page: string) =>
  page
    .replace(/<(style|title)>[^]*?<\/\1>/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<(?:h\d|p|li|tr|section|summary)\b/g, '\n$&')
    .replace(/<\/?(?:strong|code|time|a|span)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!)
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n');

const readingWith = (change: Partial<DashboardView> = {}) => readingOf(dashboardPage(aDashboard(change)));

const withPlaces = (change: Partial<PlaceCounts>) => {
  const { tally } = aReport();
  return withReport({ tally: { ...tally, places: { ...tally.places, ...change } } });
};

const withReport = (change: Parameters<typeof aReport>[0]) => ({
  report: { ...aReport(change), asOf: now, countedAt: now },
});

const refused = (refusedFor?: 'premiumLicence') =>
  distrust(aPass(), 'report: 0 rows after 40 in the last complete pass', now, refusedFor);

describe('a pass that is not believed (truth 4)', () => {
  it.each([
    ['premiumLicence', /No Entra ID P1 or P2.*campaign cannot run/s],
    [undefined, /not believed.*report: 0 rows after 40/s],
  ] as const)('is said at the top of the page: %s', (refusedFor, words) => {
    expect(readingWith({ pass: refused(refusedFor) })).toMatch(words);
    expect(readingWith({ pass: aPass({ state: 'complete' }) })).not.toMatch(words);
  });
});

describe('the page', () => {
  it.each<[string, Partial<DashboardView>, RegExp]>([
    ['runs', {}, /Running\. An operator stops all mail with POST \/api\/campaign\/pause/],
    [
      'is in dry run',
      { sending: { kind: 'stopped', because: 'dryRun' } },
      /Dry run: everything runs and nothing is sent/,
    ],
    [
      'is paused, and why',
      { state: { status: 'paused', because: '3 of 20 failed', changedAt: after({ hours: -2 }) } },
      /Paused since 2026-12-01 07:00 UTC\. “3 of 20 failed”/,
    ],
    [
      'is paused for no given reason',
      { state: { status: 'paused', because: undefined, changedAt: now } },
      /Paused since 2026-12-01 09:00 UTC\.\n/,
    ],
    [
      'waits for the mail service, until when and why',
      { sending: { kind: 'closed', because: '429', until: after({ minutes: 12 }) } },
      /Waiting until 2026-12-01 09:12 UTC: the mail service asked to wait \(429\)\.\nNothing leaves before/,
    ],
    [
      'has spent its quota',
      { sending: { kind: 'stopped', because: 'quotaSpent' } },
      /Running\. What may leave for now has left/,
    ],
    ['waits for the first pass', emptyDashboard, /Nobody is known yet/],
  ])('says that the campaign %s', (_, change, words) => {
    expect(readingWith(change)).toMatch(words);
  });

  it.each<[string, Partial<DashboardView>, RegExp]>([
    ['the share who can reset', {}, /68 % of 12,345 people can reset/],
    ['how many wait, and for how long', {}, /601 people wait for a wave\. With places for 300 a day, .* 3 days after/],
    ['who is on the way', {}, /2,400 people who are enrolled are on their way/],
    ['that nobody waits', withPlaces({ waits: 0 }), /Nobody waits for a wave\./],
    ['the quota', {}, /At most 100 mails leave in an hour/],
    ['that nothing needs a human', {}, /What needs a human\n+Nothing\./],
    ['poisoned messages', { poison: { 'send-message': 2 } }, /2 messages in the poison queue of send-message/],
    ['what comes of each mail', {}, /Reminder 1\s+1,200\s+1,199\s+300\s+25 %/],
    ['the holdout', {}, /Of 60 who are not nudged, 3 registered by themselves/],
    ['who is left out, and why', {}, /Guests reset their password[^]*? 700\n/],
    ['who gets nothing more', {}, /Did not register after the last reminder\. remindersExhausted\s+180/],
    ['that there is no wave', { waves: [] }, /None yet\. Name them in the campaign document/],
    ['what a wave can be asked to', {}, /Everyone .*paused\s+2026-11-24\s+15\s+CSV .*resume, cancel/],
  ])('tells %s', (_, change, words) => {
    expect(readingWith(change)).toMatch(words);
  });

  it('lists the mails that need a human with what to do and a link to the person', () => {
    const page = dashboardPage(troubledDashboard);
    const reading = readingOf(page);
    expect(page).toContain(`<a href="users/${personId(1)}">`);
    expect(reading).toMatch(/Nudge\s+unknown\s+Nobody knows whether it was sent/);
    expect(reading).toMatch(/Reminder 1\s+rejected: InvalidRecipient/);
    expect(reading).toContain('The first 2 are listed.');
  });

  it('has the newest wave first', () => {
    const reading = readingWith();
    expect(reading.indexOf('Everyone')).toBeLessThan(reading.indexOf('Pilot'));
  });

  it('has no figures before the first pass, which would all be 0', () => {
    const reading = readingWith(emptyDashboard);
    expect(reading).not.toMatch(/How far people have come|Who is left out/);
    expect(reading).toMatch(/refreshRegistrations[^]*Where to look next/);
  });

  it('tells of a first pass that fails', () => {
    const reading = readingWith({ ...emptyDashboard, poison: { 'refresh-pages': 1 } });
    expect(reading).toContain('1 message in the poison queue of refresh-pages');
  });

  it('runs nothing that stands in a name', () => {
    const page = dashboardPage(troubledDashboard);
    expect(page).not.toMatch(/<script|<[^>]* onload/);
    expect(readingOf(page)).toContain(hostileName);
    expect(page).toContain('href="waves/a%2Fb%3Fc/recipients.csv"');
  });

  it.each([
    ['running', aDashboard()],
    ['troubled', troubledDashboard],
    ['empty', emptyDashboard],
  ])('is sound HTML when it is %s', async (_, view) => {
    const rules = {
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'prefer-native-element': 'off',
    } as const;
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules });
    const { results } = await validator.validateString(dashboardPage(view));
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  it('allows nothing but its own style', () => {
    const { headers, body } = dashboardAnswer(aDashboard());
    const style = /<style>([^]*)<\/style>/.exec(body)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(body).not.toMatch(/ style=|<script|<form|<img/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });
});

describe('the funnel', () => {
  it.each([
    ['nobody', 0, '0'],
    ['one of very many', 1, '0.5'],
    ['half', 5_000, '50'],
    ['all', 10_000, '100'],
  ])('shows %s by the length of a bar', (_, enrolled, width) => {
    const plot = funnelPlot({ ...aReport().tally, people: 10_000, enrolled });
    const bars = [...plot.matchAll(/<rect width="([\d.]+)"/g)].map(([, length]) => length);
    expect(bars[1]).toBe(width);
  });
});

describe('the days', () => {
  it('leave no gap, and say the sum and the peak', () => {
    const plot = daysPlot(aReport().days);
    expect(plot).toContain('viewBox="0 0 16 40"');
    expect(plot).toContain('aria-label="Mails, 2,400 mails from 16 Nov 2026 to 1 Dec 2026"');
    expect(plot).toContain('1,500 in all, most on 20 Nov 2026: 700');
    expect(plot.match(/<rect /g)).toHaveLength(7);
  });

  it('of a long campaign are the last 90', () => {
    const plot = daysPlot([{ day: '2026-01-01', mails: 1, registrations: 1 }, ...aReport().days]);
    expect(plot).toContain('viewBox="0 0 90 40"');
    expect(plot).toContain('<span>3 Sept 2026</span>');
  });

  it('that are only one do not fill the page with one bar', () => {
    const plot = daysPlot([{ day: '2026-12-01', mails: 4, registrations: 0 }]);
    expect(plot).toContain('viewBox="0 0 14 40"');
    expect(plot).toContain('none yet');
  });

  it('that are none say so', () => {
    expect(daysPlot([])).toContain('No mail has left and nobody has registered yet.');
  });
});

describe('words', () => {
  it.each(['done', 'remindersExhausted', 'waveCancelled', 'guest', 'addressSuppressed'] as const)(
    'there are some for the end of %s',
    (reason) => {
      expect(stopMeaning(reason).length).toBeGreaterThan(10);
    },
  );

  it.each([
    ['paused', ['resume', 'cancel']],
    ['cancelled', []],
    ['enrolled', ['pause', 'cancel']],
  ] as const)('say what a wave that is %s can be asked to', (state, actions) => {
    expect(actionsFor(aWave({ state }).state)).toEqual(actions);
  });
});
