import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forms } from '../../functions/page-forms.ts';
import { mayAct, roles } from '../../shared/api/roles.ts';
import { hours, rareSchedules, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';
import { doorsIn, fieldsIn, linesIn, linksIn, PageSession, root, type DoorInPage } from './page-session.ts';

let host: AdminHost;
let operator: PageSession;
let reader: PageSession;
/** Of somebody who has been written to, and of the operator. */
let written: string;

beforeAll(async () => {
  host = await startAdminHost(120, undefined, rareSchedules);
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(47, startsAt));
  const { people } = (await (await host.ask('GET', 'users?place=onTheWay&top=50')).json()) as {
    people: { userId: string; lastMail?: string; userPrincipalName: string }[];
  };
  written = people.find(({ lastMail }) => lastMail !== undefined)!.userId;
  const caller = people.find(({ userId }) => userId !== written)!;
  operator = await PageSession.of(host, 'operator', caller.userId);
  reader = await PageSession.of(host, 'reader');
}, 240_000);
afterAll(() => host[Symbol.asyncDispose]());

const later = (minutes: number) =>
  host.simulation.advanceTo(new Date(host.simulation.now().getTime() + minutes * 60_000));

describe('a page in the language of its reader (page 7)', () => {
  const titleOf = ({ body }: { readonly body: string }) => /<html lang="(..)">[^]*<h1>([^<]*)/.exec(body)?.slice(1, 3);

  it('goes by the browser, until the reader chooses, which is kept', async () => {
    const inSwedish = { 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.8' };
    expect(titleOf(await reader.get(`${root}/waves`))).toEqual(['en', expect.stringContaining('waves have begun')]);
    const shown = await reader.get(`${root}/waves`, inSwedish);
    expect(titleOf(shown)).toEqual(['sv', expect.stringContaining('omgångar har börjat')]);
    const [toEnglish] = linksIn(shown.body).filter((href) => href.includes('page-language'));
    const chosen = await reader.get(toEnglish!, inSwedish);
    expect(chosen).toMatchObject({ status: 303, location: `${root}/waves` });
    const cookie = chosen.cookie!.split(';')[0]!;
    expect(titleOf(await reader.get(`${root}/waves`, { ...inSwedish, cookie }))?.[0]).toBe('en');
  });

  it('keeps what the page was asked for, and knows no other language', async () => {
    const { location } = await reader.get(`${root}/people?place=waits&language=sv&page-language=sv`);
    expect(location).toBe(`${root}/people?place=waits&language=sv`);
    expect(await reader.get(`${root}/waves?page-language=xx`)).toMatchObject({ status: 200, cookie: undefined });
  });
});

describe('every figure of the page is a door (page, crawl)', () => {
  /** The list behind a link, to its end, and the CSV that it names. */
  async function listAt(href: string) {
    let [people, next, csv]: [number, string | undefined, string | undefined] = [0, href, undefined];
    let total: string | undefined;
    while (next !== undefined) {
      const { status, body }: { status: number; body: string } = await reader.get(next);
      expect([next, status]).toEqual([next, 200]);
      total ??= /<h2 id="list">[^<]*?: ([\d,]+)<\/h2>/.exec(body)?.[1];
      csv ??= /href="(\/api\/[^"]*\.csv[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      people += linesIn(body);
      next = /class="btn" href="([^"]*after=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    const rows = parse((await reader.get(csv!)).body, { bom: true }).length - 1;
    return { total: Number(total?.replaceAll(',', '')), people, rows };
  }

  it('which leads to exactly so many people, and to a CSV of so many rows', async () => {
    const seen = new Set<string>();
    const doors = new Map<string, DoorInPage>();
    const waiting = [root];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      seen.add(path);
      const { body } = await reader.get(path);
      for (const door of doorsIn(body)) doors.set(`${door.href} ${door.figure}`, door);
      const pages = linksIn(body).filter((href) =>
        /^\/api\/dashboard(\/(waves(\/[^/]+)?|mails|setup|audit))?$/.test(href),
      );
      waiting.push(...pages.filter((href) => !seen.has(href) && !waiting.includes(href)));
    }
    expect(doors.size).toBeGreaterThan(12);
    const wrong: object[] = [];
    for (const { href, figure } of doors.values()) {
      const found = await listAt(href);
      const isRight = found.total === figure && found.people === figure && found.rows === figure;
      if (!isRight) wrong.push({ href, figure, ...found });
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

describe('the campaign document on the page', () => {
  const sent = async (change: (text: string) => string) => {
    const fields = await operator.fieldsOf('setup/document', 'setup/document');
    const document = change(fields['document']!);
    return { document, ...(await operator.post('setup/document', { ...fields, document })) };
  };
  const words = (body: string) => body.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');

  it('with faults comes back as it was typed, each fault with its line', async () => {
    const { status, body, document } = await sent((text) =>
      text.replace(/"retentionDays": \d+/, '"retentionDays": -1').replace('"waves": [', '"wafes": ['),
    );
    expect(status).toBe(400);
    expect(fieldsIn(body, 'setup/document')['document']).toBe(document);
    const lines = document.split('\n');
    for (const path of ['retentionDays', 'wafes']) {
      const line = lines.findIndex((one) => one.includes(`"${path}"`)) + 1;
      expect(words(body)).toMatch(new RegExp(`Line ${line} ${path} `));
    }
  });

  it('that is no JSON says where it breaks off', async () => {
    const { status, body } = await sent((text) => text.replace('"capacity": {', '"capacity": '));
    expect(status).toBe(400);
    expect(words(body)).toMatch(/Line \d+ \(document\) is not JSON from here on/);
  });

  it('is changed after the page has said what follows', async () => {
    const group = host.simulation.groups['Field staff']!.id;
    const { status, body } = await sent((text) => {
      const document = JSON.parse(text) as { audience: { skipInactiveForDays: number; excludeGroups: string[] } };
      document.audience.excludeGroups = [...document.audience.excludeGroups, group];
      return JSON.stringify({ ...document, holdoutPercent: 50 });
    });
    expect(status).toBe(200);
    expect(words(body)).toMatch(/holdoutPercent\s*\d+ → 50/);
    expect(words(body)).toMatch(/waits for a wave\s*is left out .*holdout/);
    expect(words(body)).toMatch(/By what is known at this moment of all \d+ people/);
    expect(words(body)).toMatch(/1 group is new: a pass begins at once/);
  });
});

describe('a form that is sent twice, or again after back (page)', { sequential: true }, () => {
  /** All that a form can change. */
  async function state(): Promise<string> {
    const json = async (route: string) => (await (await host.ask('GET', route)).json()) as Record<string, unknown>;
    const { document, state: status } = await json('campaign');
    const { waves } = (await json('waves')) as { waves: { waveId: string; state: string }[] };
    const { messages, verdict, excludedByOperator } = await json(`users/${written}`);
    const mails = host.simulation.summary().mails.total;
    const states = waves.map((wave) => [wave.waveId, wave.state]);
    return JSON.stringify({ document, status, states, messages, verdict, excludedByOperator, mails }, undefined, 1);
  }

  const group = () => host.simulation.groups['Field staff']!.id;
  const planned = async (name: string) =>
    (
      await operator.post('waves/plan', {
        ...(await operator.fieldsOf('waves/new', 'waves/plan')),
        name,
        groups: group(),
      })
    ).body;

  it.each<[string, () => Promise<Readonly<Record<string, string>>>]>([
    ['pause', () => operator.fieldsOf('', 'pause')],
    ['resume', async () => ({ ...(await operator.fieldsOf('resume', 'resume')), because: 'looked' })],
    ['waves/launch', async () => fieldsIn(await planned('Field staff'), 'waves/launch')],
    ['waves/field-staff/pause', () => operator.fieldsOf('waves/field-staff', 'waves/field-staff/pause')],
    ['waves/field-staff/resume', () => operator.fieldsOf('waves/field-staff/resume', 'waves/field-staff/resume')],
    [
      'waves/field-staff/cancel',
      async () => ({
        ...(await operator.fieldsOf('waves/field-staff/cancel', 'waves/field-staff/cancel')),
        name: 'Field staff',
      }),
    ],
    ['people/*/exclude', () => operator.fieldsOf(`people/${written}/exclude`, `people/${written}/exclude`)],
    ['people/*/include', () => operator.fieldsOf(`people/${written}/include`, `people/${written}/include`)],
    ['people/*/resend', () => operator.fieldsOf(`people/${written}/resend?step=nudge`, `people/${written}/resend`)],
    ['mails/test', async () => ({ ...(await operator.fieldsOf('mails', 'mails/test')), kind: 'nudge', locale: 'sv' })],
    [
      'setup/document',
      async () => {
        const fields = await operator.fieldsOf('setup/document', 'setup/document');
        const document = fields['document']!.replace(/"retentionDays": \d+/, '"retentionDays": 181');
        return { ...fields, document, confirmed: 'yes' };
      },
    ],
  ])('%s changes once', async (form, fieldsNow) => {
    const path = form.replace('*', written);
    const [before, fields] = [await state(), await fieldsNow()];
    const { status, location, body } = await operator.post(path, fields);
    expect([status, /<h1>([^<]*)/.exec(body)?.[1] ?? '']).toEqual([303, '']);
    const changed = await state();
    expect(changed).not.toBe(before);
    await later(2);
    expect((await operator.get(location!)).status).toBe(200);
    await operator.post(path, fields);
    expect(await state()).toBe(changed);
  });

  it('that excludes those who are ticked asks by name first, and excludes each once', async () => {
    const page = await operator.get(`${root}/people?place=waits`);
    const [one, other] = [...page.body.matchAll(/name="(pick:[0-9a-f-]+)"/g)].map(([, name]) => name!);
    const ticked = { ...fieldsIn(page.body, 'people/pick'), [one!]: 'yes', [other!]: 'yes' };
    const asked = await operator.post('people/pick', ticked);
    expect(asked.body).toMatch(/<h1>Exclude 2 people\?/);
    const fields = { ...fieldsIn(asked.body, 'people/exclude-picked'), because: 'on leave' };
    for (const _ of ['first', 'second']) {
      const { status, location } = await operator.post('people/exclude-picked', fields);
      expect([status, location]).toEqual([303, `${root}/people?excluded=2`]);
      expect((await operator.get(location!)).body).toContain('2 people are excluded');
    }
    for (const name of [one!, other!]) {
      const user = await host.ask('GET', `users/${name.slice(5)}`);
      expect(await user.text()).toContain('excludedByOperator');
    }
    const none = await operator.post('people/pick', fieldsIn(page.body, 'people/pick'));
    expect([none.status, none.body.includes('nobody is ticked')]).toEqual([400, true]);
  });

  it('that reads the tenant begins one pass', async () => {
    const fields = await operator.fieldsOf('setup', 'setup/refresh');
    for (const _ of ['first', 'second']) expect((await operator.post('setup/refresh', fields)).status).toBe(303);
    const { entries } = (await (await host.ask('GET', 'audit?top=10')).json()) as { entries: { details: object }[] };
    const passes = entries.flatMap(({ details }) => ('pass' in details ? [details.pass] : []));
    expect(new Set(passes)).toEqual(new Set(['started', 'underWay']));
  });

  it.each([
    ['people/find', 'people', { name: 'a' }],
    ['setup/preflight', 'setup', {}],
    ['waves/plan', 'waves/new', { name: 'Some', groups: '', users: '', limit: '3', startsOn: '' }],
  ])('%s changes nothing', async (path, page, typed) => {
    const before = await state();
    const fields = { ...(await operator.fieldsOf(page, path)), ...typed };
    for (const _ of ['first', 'second']) {
      const { status, body } = await operator.post(path, fields);
      expect(status).toBeLessThan(400);
      // What answers a form is not there to be read again.
      expect(linksIn(body)).not.toContain(`${root}/${path}`);
    }
    expect(await state()).toBe(before);
  });

  it('finds a group by its name without losing what was typed', async () => {
    const fields = { ...(await operator.fieldsOf('waves/new', 'waves/plan')), name: 'Typed' };
    const found = await operator.post('waves/plan', { ...fields, groupName: 'field', find: 'groups' });
    expect(found.body).toContain(`value="${group()}"`);
    const added = await operator.post('waves/plan', { ...fieldsIn(found.body, 'waves/plan'), add: group() });
    expect(fieldsIn(added.body, 'waves/plan')).toMatchObject({ name: 'Typed', groups: group() });
  });

  it('of a plan that has drifted launches nobody, and shows both figures', async () => {
    const fields = { ...(await operator.fieldsOf('waves/new', 'waves/plan')), name: 'Drifted' };
    const { body } = await operator.post('waves/plan', fields);
    const [, before] = /would write to ([\d,]+) of/.exec(body)!;
    const chosen = /href="\/api\/dashboard\/people\/([0-9a-f-]{36})"/.exec(body)![1]!;
    await host.ask('POST', `users/${chosen}/exclude`, {});
    const left = await state();
    const { status, body: refused } = await operator.post('waves/launch', fieldsIn(body, 'waves/launch'));
    expect(status).toBe(409);
    expect(refused).toContain(`You saw ${before} people; by now it would be ${Number(before) - 1}.`);
    expect(await state()).toBe(left);
    expect(body).toMatch(/As the first of them will read it[^]*aka\.ms\/ssprsetup/);
    const again = await operator.post('waves/plan', fieldsIn(refused, 'waves/plan'));
    expect(again.body).toContain(`Launch for ${Number(before) - 1} p`);
  });
});

describe('a form that is not sent by us (page, safety)', () => {
  let from = 0;
  beforeEach(async () => {
    await later(1);
    from = host.logged.length;
  });

  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const own = { ...form, 'sec-fetch-site': 'same-origin' };
  const pauseToken = async (who: PageSession) => (await who.fieldsOf('', 'pause'))['token']!;
  const refusals = () =>
    host.logged
      .slice(from)
      .map((line) => JSON.parse(line) as { message?: string })
      .filter(({ message }) => message?.includes('"event":"refused"'));

  it.each<[string, Readonly<Record<string, string>>, () => Promise<string>, number]>([
    ['from a foreign site', { ...form, 'sec-fetch-site': 'cross-site' }, () => pauseToken(operator), 403],
    ['from a site beside ours', { ...form, 'sec-fetch-site': 'same-site' }, () => pauseToken(operator), 403],
    ['from a foreign origin', { ...form, origin: 'https://evil.example' }, () => pauseToken(operator), 403],
    ['from an origin that is not told', { ...form, origin: 'null' }, () => pauseToken(operator), 403],
    ['without Sec-Fetch-Site and Origin', form, () => pauseToken(operator), 403],
    ['as plain text', { ...own, 'content-type': 'text/plain' }, () => pauseToken(operator), 403],
    ['as JSON', { ...own, 'content-type': 'application/json' }, () => pauseToken(operator), 403],
    ['without a token', own, async () => '', 403],
    ['with the token of another caller', own, async () => pauseToken(await PageSession.of(host, 'operator')), 403],
    [
      'with the token of another action',
      own,
      async () => (await operator.fieldsOf('setup', 'setup/refresh'))['token']!,
      403,
    ],
    [
      'with a token of more than an hour ago',
      own,
      async () => {
        const token = await pauseToken(operator);
        await later(61);
        return token;
      },
      403,
    ],
  ])('%s changes nothing, and is a security event', async (_, headers, tokenNow, status) => {
    const token = await tokenNow();
    expect((await operator.post('pause', { token }, headers)).status).toBe(status);
    expect(refusals()).toHaveLength(1);
    expect(await (await host.ask('GET', 'campaign')).json()).toMatchObject({ state: { status: 'running' } });
  });

  it('nor a form of an operator from a reader’s session', async () => {
    expect((await reader.post('pause', { token: await pauseToken(operator) })).status).toBe(403);
    expect(refusals()).toHaveLength(1);
  });

  it('is let in from an older browser that names our own origin', async () => {
    const token = await pauseToken(operator);
    expect((await operator.post('pause', { token }, { ...form, origin: host.url })).status).toBe(303);
    expect((await operator.post('resume', await operator.fieldsOf('resume', 'resume'))).status).toBe(303);
  });

  it.each([
    ['POST', 'campaign/pause'],
    ['POST', 'refresh'],
    ['PUT', 'campaign'],
    ['DELETE', `users/11111111-1111-4111-8111-111111111111`],
  ])('to %s /api/%s with the session alone is refused', async (method, route) => {
    const session = { 'x-ms-token-aad-id-token': operator.token, 'sec-fetch-site': 'same-origin' };
    expect((await host.ask(method, route, {}, session)).status).toBe(401);
    expect(refusals()).toHaveLength(1);
  });

  it.each(['pause', 'resume', 'setup/refresh'])(
    'a picture or a link of a foreign page to %s changes nothing',
    async (path) => {
      await operator.get(`${root}/${path}`, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' });
      expect(await (await host.ask('GET', 'campaign')).json()).toMatchObject({ state: { status: 'running' } });
    },
  );
});

describe('whoever may not send a form', () => {
  it.each(forms.map(({ path, role }) => [path.join('/').replace('*', 'x'), role] as const))(
    'of %s (%s) is told so on a page, and nothing is changed',
    async (path, role) => {
      const held = { reader, support: await PageSession.of(host, 'support') };
      for (const [name, who] of Object.entries(held)) {
        const may = mayAct([roles[name as keyof typeof held]], role);
        const { status, body } = await who.post(path, {});
        expect([name, status, body.startsWith('<!doctype html>')]).toEqual([name, 403, true]);
        expect(/<h1>([^<]*)/.exec(body)![1]).toBe(
          may ? 'This form is not one of yours.' : `The role ${roles[role]} is needed.`,
        );
      }
    },
  );
});

describe('every answer of the page', () => {
  it.each([
    ['', 200],
    ['people', 200],
    ['nowhere', 404],
    ['waves/nowhere', 404],
    ['waves/new', 403],
    ['people/x', 404],
    ['people?place=nowhere', 400],
  ])('to /%s (%i) has the headers of a page', async (path, status) => {
    const headers = { 'x-ms-token-aad-id-token': reader.token, accept: 'text/html' };
    const answer = await fetch(`${host.url}${root}${path === '' ? '' : `/${path}`}`, { headers });
    expect(answer.status).toBe(status);
    const policy = answer.headers.get('content-security-policy')!;
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe');
    expect(
      ['x-content-type-options', 'cache-control', 'referrer-policy'].map((one) => answer.headers.get(one)),
    ).toEqual(['nosniff', 'no-store', 'no-referrer']);
  });
});
