import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { daysChart } from '../../../../shared/api/page/days-chart.ts';
import { overviewPage, type OverviewView } from '../../../../shared/api/page/overview-page.ts';
import { PageClock } from '../../../../shared/api/page/page-clock.ts';
import { pageScript } from '../../../../shared/api/page/page-script.ts';
import type { PageShell } from '../../../../shared/api/page/page-frame.ts';
import { problemPage } from '../../../../shared/api/page/problem-page.ts';
import { peopleWaiting } from '../../../../shared/api/page/waits-for.ts';
import { waveState } from '../../../../shared/api/page/wave-state.ts';
import { problemAnswer, type Answer } from '../../../../shared/api/problem.ts';
import { unauthorised } from '../../../../shared/api/roles.ts';
import { distrust } from '../../../../shared/registration/pass.ts';
import { after, now } from '../../../builders/instants.ts';
import { pages } from '../../../builders/shown-pages.ts';
import { aPass } from '../../../contracts/samples.ts';
import {
  anOverview,
  aReport,
  aShell,
  aWaveProgress,
  emptyOverview,
  hostileName,
  troubledOverview,
  troubledShell,
} from '../../../builders/pages.ts';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** What somebody reads on a page. */
const readingOf = ({ body }: Answer) =>
  body
    .replace(/<(style|title|script)>[^]*?<\/\1>/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<(?:h\d|p|li|tr|section|summary|dt|div|td)\b/g, '\n$&')
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!)
    .replace(/[ \n]*\n[ \n]*/g, '\n');

const overview = (change: Partial<OverviewView> = {}, shell: Partial<PageShell> = {}) =>
  readingOf(overviewPage(aShell(shell), anOverview(change)));

const paused = { status: 'paused', because: '3 of 20 failed', changedAt: after({ hours: -2 }) } as const;
const refused = (refusedFor?: 'premiumLicence') => distrust(aPass(), 'report: 0 rows after 40', now, refusedFor);

describe('the overview', () => {
  it('has three segments that add up to everybody', () => {
    const { people, places } = aReport().tally;
    const written = places.onTheWay + places.waits + places.needsPerson;
    expect(places.canReset + written + peopleWaiting(places)).toBe(people);
    expect(overview()).toMatch(/8,440 of 12,345 people can reset their password[^]*3,001 are written to[^]*904 need/);
  });

  it.each<[string, Partial<OverviewView>, Partial<PageShell>, RegExp]>([
    ['runs', { waves: [] }, {}, /Running\s+Pause all mail/],
    ['is in dry run', {}, { dryRun: true }, /Dry run: everything runs and nothing is sent/],
    [
      'is paused, and why',
      {},
      { state: paused },
      /Paused since today 08:00\. No mail leaves\.\nReason: “3 of 20 failed”/,
    ],
    [
      'waits for the mail service',
      { sending: { kind: 'closed', because: '429', until: after({ minutes: 12 }) } },
      {},
      /Waiting until today 10:12: the mail service asked to wait \(429\)/,
    ],
    ['has a wave that is paused', {}, {}, /Running, but Everyone \(2,300 people wait\) is paused\./],
    ['is not believed by its pass', { pass: refused() }, {}, /not believed: report: 0 rows after 40/],
    [
      'has no licence (truth 4)',
      { pass: refused('premiumLicence') },
      {},
      /No Entra ID P1 or P2: the campaign cannot run/,
    ],
    ['sees no registrations', { detection: { kind: 'stale', since: now } }, {}, /Only SSPR links leave/],
    ['has everybody still to come', emptyOverview, {}, /Four steps to the first mail/],
    ['has rows that cannot be read', { rowsSetAside: 2 }, {}, /2 stored rows cannot be read, or are gone/],
    ['has lost histories', { report: troubledOverview.report }, {}, /Of 1 person nobody knows what they were sent/],
    ['has poison', { poison: { 'send-message': 2 } }, {}, /2 messages in the poison queue of send-message/],
    ['is done on a day', {}, {}, /first mails have all left about Thu 10 Dec, the last reminder about Thu 31 Dec/],
  ])('says that the campaign %s', (_, view, shell, words) => {
    expect(overview(view, shell)).toMatch(words);
  });

  it('leads from each group of people to exactly those', () => {
    const { body } = overviewPage(aShell(), anOverview());
    expect(body).toMatch(/href="\/api\/dashboard\/people\?place=leftOut&amp;reason=guest"\s*>700<\/a>/);
    expect(body).toContain('href="/api/users.csv?place=leftOut&amp;reason=guest"');
  });

  it('gives readers no form that changes anything, and operators one press to stop', () => {
    const reader = { caller: { name: 'Olle', roles: ['Campaign.Read'] } };
    expect(overviewPage(aShell(reader), anOverview()).body).not.toMatch(/method="post"/);
    expect(overviewPage(aShell(), anOverview()).body).toContain('action="/api/dashboard/pause"');
  });

  it('runs nothing that stands in a name', () => {
    const { body } = overviewPage(troubledShell, troubledOverview);
    expect(body.replace(/<script>[^]*?<\/script>\n<\/body>/, '')).not.toMatch(/<script|<[^>]* onload/);
    expect(body).toContain('href="/api/dashboard/waves/a%2Fb%3Fc"');
    expect(readingOf({ status: 200, headers: {}, body })).toContain(hostileName);
  });
});

describe('a wave in words (page 0)', () => {
  const wordsOf = (...given: Parameters<typeof aWaveProgress>) =>
    waveState(aWaveProgress(...given), aShell().clock).replace(/<[^>]+>/g, '');
  const nobody = { enrolled: 0 };

  it.each([
    ['scheduled', { state: 'scheduled', startsAt: new Date('2026-12-06T23:00:00Z') }, nobody, 'starts Mon 7 Dec'],
    ['reopened at night', { state: 'scheduled' }, {}, 'enrolling, 4,000 so far'],
    ['enrolling', { state: 'enrolling' }, {}, 'enrolling, 4,000 so far'],
    ['enrolled', { state: 'enrolled' }, {}, 'enrolled, 2,300 still on their way'],
    ['paused', { state: 'paused' }, {}, 'paused, 2,300 on their way wait'],
    ['cancelled', { state: 'cancelled' }, {}, 'cancelled'],
  ] as const)('that is %s', (_, wave, tally, words) => {
    expect(wordsOf(wave, tally)).toBe(words);
  });

  it.each(['Europe/Stockholm', 'Pacific/Auckland', 'America/Los_Angeles'])(
    'starts on the day that the document says in %s',
    (timeZone) => {
      const clock = new PageClock(timeZone, now, 'en');
      const offsets = { 'Europe/Stockholm': '+01:00', 'Pacific/Auckland': '+13:00', 'America/Los_Angeles': '-08:00' };
      const midnight = new Date(`2026-12-07T00:00:00${offsets[timeZone as keyof typeof offsets]}`);
      expect([clock.day(midnight), clock.isoDay(midnight), clock.time(midnight)]).toEqual([
        'Mon 7 Dec',
        '2026-12-07',
        '00:00',
      ]);
    },
  );
});

describe('the days', () => {
  it('each have their label under their bar', () => {
    const chart = daysChart(
      [
        { day: '2026-11-29', mails: 4, registrations: 1 },
        { day: '2026-12-01', mails: 2, registrations: 0 },
      ],
      '2026-12-01',
      'en',
    );
    expect(chart.match(/>30<\/text>/g)).toHaveLength(2);
    expect(chart).toContain('class="way"');
  });

  it('of a long campaign are the last 90', () => {
    const days = [{ day: '2026-01-01', mails: 1, registrations: 1 }, ...aReport().days];
    expect(daysChart(days, '2026-12-01', 'en')).toContain('Thu 3 Sep');
  });
});

describe('every page', () => {
  it.each(pages)('%s is sound HTML', async (_, answer) => {
    const rules = {
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'prefer-native-element': 'off',
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      // Without script, what goes on is read again by itself; a link beside it stops that.
      'meta-refresh': 'off',
    } as const;
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules });
    const { results } = await validator.validateString(answer().body);
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  it.each(pages)('%s allows nothing but its own style and script, and is small', (_, answer) => {
    const { headers, body } = answer();
    const [style, script] = ['style', 'script'].map((tag) => {
      const [, source] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(body)!;
      return createHash('sha256').update(source!).digest('base64');
    });
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toMatch(/ style=|<img|\d UTC\b/);
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
  });

  it('has a script of 4 kB at the most, which is the same on every page', () => {
    expect(Buffer.byteLength(pageScript)).toBeLessThanOrEqual(4_096);
    for (const [, answer] of pages) expect(answer().body).toContain(`<script>${pageScript}</script>`);
  });

  it('says at its head that nothing leaves where the document cannot be read', () => {
    const { body } = pages.find(([name]) => name === 'unreadable')![1]();
    expect(body).toMatch(/<title>Stopped · /);
    expect(body).toMatch(/class="state stop">Stopped</);
  });

  it('says where to sign in again, and that nothing was changed', () => {
    const answer = problemPage(
      problemAnswer(unauthorised('the token has expired')),
      '/api/dashboard/waves/pilot/pause',
      'en',
    );
    expect(readingOf(answer)).toContain('Your sign-in has run out. Nothing was changed.');
    expect(answer.body).toContain('post_login_redirect_uri=%2Fapi%2Fdashboard%2Fwaves%2Fpilot"');
  });
});
