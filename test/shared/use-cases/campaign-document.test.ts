import { describe, expect, it } from 'vitest';
import type { StoredCampaign } from '../../../shared/ports/campaign-store.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { changeStatus, readNewGroups, replaceDocument, setStatus } from '../../../shared/use-cases/change-campaign.ts';
import { distrust } from '../../../shared/registration/pass.ts';
import { aPass } from '../../contracts/samples.ts';
import { checkHealth } from '../../../shared/use-cases/check-health.ts';
import { CampaignReader } from '../../../shared/use-cases/current-campaign.ts';
import { orUnreadable, type UnreadableCampaign } from '../../../shared/config/unreadable-document.ts';
import { digestOf } from '../../../shared/campaign/plan-draft.ts';
import { readCampaignDocument } from '../../../shared/config/campaign-document.ts';
import { closeGate, openGate, passThrough } from '../../../shared/delivery/rate-gate.ts';
import { showSending } from '../../../shared/use-cases/show-sending.ts';
import { noteRefusal } from '../../../shared/use-cases/learn-tenant.ts';
import { loadCampaign } from '../../../shared/use-cases/load-campaign.ts';
import { aDocument, documentJson } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { groupId, otherGroupId, personId } from '../../builders/people.ts';
import { deploymentId, knownAtStart, rulesOrigin } from '../../builders/policies.ts';
import { FakeHolidays } from '../../fakes/fake-holidays.ts';
import { aWave } from '../../contracts/samples.ts';
import { fakePorts } from '../../fakes/ports.ts';

const running = { status: 'running', because: undefined, changedAt: now } as const;

async function aStoredCampaign() {
  const ports = fakePorts();
  await ports.campaigns.write({ document: aDocument(), state: running }, undefined);
  return { ports, stored: (await ports.campaigns.read())! };
}

describe('loading the campaign', () => {
  it('takes the stored one, and asks for no document then', async () => {
    const { ports, stored } = await aStoredCampaign();
    expect(await loadCampaign(after({ days: 1 }), ports)).toEqual(stored);
  });

  it('stores the first document, running', async () => {
    const ports = fakePorts();
    ports.source.reading = { read: true, json: documentJson() };
    const loaded = await loadCampaign(now, ports);
    expect(loaded).toMatchObject({ document: aDocument(), state: running });
    expect(await ports.campaigns.read()).toEqual(loaded);
  });

  it('stores nothing and names every fault of a faulty document at once', async () => {
    const ports = fakePorts();
    ports.source.reading = { read: true, json: { ...documentJson(), name: '', holdoutPercent: 101, surprise: 1 } };
    const loading = loadCampaign(now, ports);
    await expect(loading).rejects.toThrow(/name: .*\n.*holdoutPercent: /);
    await expect(loading).rejects.toThrow('surprise');
    expect(await ports.campaigns.read()).toBeUndefined();
  });

  it('says why when there is no document', async () => {
    await expect(loadCampaign(now, fakePorts())).rejects.toThrow('There is no campaign document.');
  });

  it('takes the one that another instance stored at the same moment', async () => {
    const { ports, stored } = await aStoredCampaign();
    ports.source.reading = { read: true, json: documentJson({ name: 'Mine' }) };
    const readings: (StoredCampaign | undefined)[] = [undefined, stored];
    const campaigns = { read: async () => readings.shift(), write: ports.campaigns.write.bind(ports.campaigns) };
    expect(await loadCampaign(now, { ...ports, campaigns })).toEqual(stored);
  });
});

/** A document that this build does not accept, and what `CAMPAIGN_DOCUMENT` names beside it. */
async function anUnreadableCampaign({ loaded }: { readonly loaded?: string } = {}) {
  const ports = fakePorts();
  await ports.campaigns.write({ document: { ...aDocument(), surprise: 1 }, state: running }, undefined);
  if (loaded !== undefined) await ports.sourceNotes.write({ loaded: digestOf(documentJson({ name: loaded })) });
  const source = (name: string) => void (ports.source.reading = { read: true, json: documentJson({ name }) });
  return { ports, source, load: () => orUnreadable(loadCampaign(after({ hours: 1 }), ports)) };
}

describe('a stored document that this build does not accept (engine 9)', () => {
  const faults = [{ path: 'surprise', message: expect.any(String) as string }];

  it('stays, with its faults, beside a file that was there all the time', async () => {
    const { source, load } = await anUnreadableCampaign({ loaded: 'Old' });
    source('Old');
    expect(await load()).toMatchObject({ faults, state: running });
    expect(await load()).toMatchObject({ faults });
  });

  it('stays beside a file of which nothing is known, and one that has faults itself', async () => {
    const { ports, source, load } = await anUnreadableCampaign();
    source('Whatever');
    expect(await load()).toMatchObject({ faults });
    ports.source.reading = { read: true, json: {} };
    expect(await load()).toMatchObject({ faults });
  });

  it('gives way to a file that changes after the fault was seen, and runs on', async () => {
    const { source, load } = await anUnreadableCampaign();
    source('Old');
    await load();
    source('Mended');
    expect(await load()).toMatchObject({ document: { name: 'Mended' }, state: running });
  });

  it('gives way to a file that had changed before, paused: it may be older than what was stored', async () => {
    const { source, load } = await anUnreadableCampaign({ loaded: 'Old' });
    source('Mended');
    const because = expect.stringContaining('look at it, then resume') as string;
    expect(await load()).toMatchObject({ document: { name: 'Mended' }, state: { status: 'paused', because } });
    expect(await load()).toMatchObject({ document: { name: 'Mended' }, state: { status: 'paused' } });
  });

  it('can be paused and replaced, and its waves keep their names', async () => {
    const { ports, load } = await anUnreadableCampaign();
    const pause = { status: 'paused', because: 'x', changedAt: now } as const;
    await ports.waves.create(aWave({ waveId: 'pilot', name: 'Pilot', origin: 'document', enrolledCount: 3 }));
    expect(await changeStatus(pause, load as never, ports.campaigns)).toMatchObject({ faults, state: pause });
    const current = (await load()) as UnreadableCampaign;
    expect(current).toMatchObject({ faults, state: pause });
    const json = documentJson({ waves: [{ name: 'Pilot', startsOn: '2026-12-01' }] });
    const answer = await replaceDocument(json, undefined, current, ports);
    expect(answer).toMatchObject({ kind: 'changed', campaign: { state: pause } });
    expect(await readNewGroups(undefined, aDocument(), now, ports)).toBe('readByNewPass');
  });
});

describe('replacing the document', () => {
  it('keeps whether the campaign runs', async () => {
    const { ports } = await aStoredCampaign();
    await setStatus(
      { status: 'paused', because: 'holiday', changedAt: now },
      (await ports.campaigns.read())!,
      ports.campaigns,
    );
    const current = (await ports.campaigns.read())!;
    const answer = await replaceDocument(documentJson({ name: 'New' }), current.version, current, ports);
    expect(answer).toMatchObject({
      kind: 'changed',
      campaign: { document: { name: 'New' }, state: { status: 'paused' } },
    });
    expect(await ports.campaigns.read()).toMatchObject({ document: { name: 'New' }, state: { because: 'holiday' } });
  });

  it('leaves the running one in place when the new one has faults', async () => {
    const { ports, stored } = await aStoredCampaign();
    const answer = await replaceDocument({ name: 'x' }, undefined, stored, ports);
    expect(answer.kind).toBe('faulty');
    expect(await ports.campaigns.read()).toEqual(stored);
  });

  it('is refused with an address elsewhere, by its path, once a pass has said the domains (guard 3)', async () => {
    const { ports, stored } = await aStoredCampaign();
    const waveNotices = { to: ['soc@contoso.com', 'soc@evil.example', 'soc@msp.example'] };
    const owners = { helpDesk: 'help@contoso.com', hybridAdmin: 'hybrid@evil.example' };
    const json = documentJson({ waveNotices, owners });
    const settings = { noticeAddresses: ['soc@msp.example'] };
    const passes = { readLastComplete: async () => aPass({ signInDomains: ['contoso.com'] }) };
    expect(await replaceDocument(json, undefined, stored, { ...ports, settings, passes })).toEqual({
      kind: 'faulty',
      faults: ['waveNotices.to[1]', 'owners.hybridAdmin'].map((path) => ({
        path,
        message: expect.stringContaining('NOTICE_ADDRESSES') as string,
      })),
    });
    expect(await replaceDocument(json, undefined, stored, ports)).toMatchObject({ kind: 'changed' });
  });

  it('is a conflict over a version that is no longer there', async () => {
    const { ports, stored } = await aStoredCampaign();
    expect(await replaceDocument(documentJson(), 'another', stored, ports)).toEqual({ kind: 'conflict' });
  });

  it('is a conflict when somebody writes at the same moment', async () => {
    const { ports, stored } = await aStoredCampaign();
    await setStatus({ status: 'paused', because: 'x', changedAt: now }, stored, ports.campaigns);
    expect(await replaceDocument(documentJson(), undefined, stored, ports)).toEqual({ kind: 'conflict' });
  });
});

describe('the groups of a new document', () => {
  const withGroups = (excludeGroups: readonly string[]) =>
    aDocument({ audience: { excludeGroups: [...excludeGroups] } });

  it.each<[string, readonly string[], readonly string[], boolean]>([
    ['begin a pass, when one of them is new', [groupId], [groupId, otherGroupId], true],
    ['are known already, when they are the same', [groupId], [groupId], false],
    ['are known already, when there are fewer', [groupId, otherGroupId], [groupId], false],
  ])('%s', async (_what, before, after_, begins) => {
    const { ports } = await aStoredCampaign();
    const answer = await readNewGroups(withGroups(before), withGroups(after_), now, ports);
    expect(answer).toBe(begins ? 'readByNewPass' : undefined);
    expect(ports.pageQueue.takeAll()).toHaveLength(begins ? 1 : 0);
  });
});

describe('the waves of a document', () => {
  const faultsOf = (names: readonly string[]) => {
    const waves = names.map((name) => ({ name, startsOn: '2026-12-01' }));
    const reading = readCampaignDocument(documentJson({ waves }));
    return reading.valid ? [] : reading.faults.map(({ path }) => path);
  };

  it.each<[readonly string[], readonly string[]]>([
    [['Pilot', 'Everyone'], []],
    [['Malmö', 'Malmo'], ['waves[1].name']],
    [
      ['Pilot', 'pilot', ' PILOT! '],
      ['waves[1].name', 'waves[2].name'],
    ],
    [['!!!'], ['waves[0].name']],
    [
      ['Pilot', '???', '!!!'],
      ['waves[1].name', 'waves[2].name'],
    ],
    [['東京', '大阪'], []],
  ])('are told apart by their letters and digits: %j', (names, faulty) => {
    expect(faultsOf(names)).toEqual(faulty);
  });
});

describe('what the reader keeps', () => {
  it('knows for fifteen seconds which waves are halted, and afterwards anew', async () => {
    const { ports } = await aStoredCampaign();
    const reader = new CampaignReader(ports, rulesOrigin);
    const paused = async () => (await reader.read()).rules.cadence.haltedWaves.paused;
    expect(await paused()).toEqual([]);
    await ports.waves.create(aWave({ state: 'paused' }));
    ports.clock.set(after({ seconds: 14 }));
    expect(await paused()).toEqual([]);
    ports.clock.set(after({ seconds: 15 }));
    expect(await paused()).toEqual(['pilot']);
  });

  it('is read again at once after a change of our own', async () => {
    const { ports, stored } = await aStoredCampaign();
    const reader = new CampaignReader(ports, rulesOrigin);
    await reader.read();
    await setStatus({ status: 'paused', because: 'x', changedAt: now }, stored, ports.campaigns);
    expect((await reader.read()).state.status).toBe('running');
    expect((await reader.readAnew()).state.status).toBe('paused');
  });
});

describe('why nothing leaves', () => {
  const shown = async (change: (ports: ReturnType<typeof fakePorts>) => unknown, dryRun = false) => {
    const { ports } = await aStoredCampaign();
    await change(ports);
    return showSending(await new CampaignReader(ports, rulesOrigin).read(), dryRun, ports);
  };

  it.each<[string, boolean, (ports: ReturnType<typeof fakePorts>) => unknown, object]>([
    ['nothing stands in the way', false, () => undefined, { kind: 'open', count: 30 }],
    ['DRY_RUN', true, () => undefined, { kind: 'stopped', because: 'dryRun' }],
    [
      'the campaign is paused',
      false,
      async ({ campaigns }) =>
        setStatus({ status: 'paused', because: 'x', changedAt: now }, (await campaigns.read())!, campaigns),
      { kind: 'stopped', because: 'paused' },
    ],
    [
      'the quota is spent',
      false,
      ({ gates }) => gates.write(passThrough(openGate, 100, now), undefined),
      { kind: 'stopped', because: 'quotaSpent' },
    ],
    [
      'the mail service asked to wait',
      false,
      ({ gates }) => gates.write(closeGate(openGate, 600, now, '429'), undefined),
      { kind: 'closed', because: '429', until: after({ minutes: 10 }) },
    ],
  ])('is said: %s', async (_why, dryRun, change, state) => {
    expect(await shown(change, dryRun)).toEqual({
      state,
      nextDueAt: undefined,
      pausedWaves: [],
      detection: { kind: 'current' },
    });
  });

  it('is said with the next mail that is due, and the waves that wait', async () => {
    const dueAt = after({ days: 2 });
    const answer = await shown(async ({ agenda, waves }) => {
      await agenda.put([{ dueAt, userId: personId(1), step: 'nudge' }]);
      await waves.create(aWave({ state: 'paused' }));
    });
    expect(answer).toMatchObject({ nextDueAt: dueAt, pausedWaves: ['pilot'] });
  });
});

describe('pausing and resuming', () => {
  it('keeps the document, and says since when and why', async () => {
    const { ports, stored } = await aStoredCampaign();
    const at = after({ hours: 1 });
    expect(
      await setStatus({ status: 'paused', because: 'help desk is full', changedAt: at }, stored, ports.campaigns),
    ).toMatchObject({
      kind: 'changed',
      campaign: { document: stored.document, state: { status: 'paused', because: 'help desk is full', changedAt: at } },
    });
  });

  it('is not stopped by an edit of the same moment', async () => {
    const { ports, stored } = await aStoredCampaign();
    await replaceDocument(documentJson({ name: 'Edited' }), undefined, stored, ports);
    const readings = [stored, (await ports.campaigns.read())!];
    const changed = await changeStatus(
      { status: 'paused', because: 'now', changedAt: now },
      async () => readings.shift()!,
      ports.campaigns,
    );
    expect(changed).toMatchObject({ document: { name: 'Edited' }, state: { status: 'paused' } });
  });
});

describe('the current campaign', () => {
  it('is read again after some seconds, and at once after a change of our own', async () => {
    const { ports, stored } = await aStoredCampaign();
    const reader = new CampaignReader(ports, rulesOrigin);
    expect((await reader.read()).state.status).toBe('running');
    await setStatus({ status: 'paused', because: 'x', changedAt: now }, stored, ports.campaigns);
    expect((await reader.read()).state.status).toBe('running');
    ports.clock.advance({ seconds: 15 });
    expect((await reader.read()).state.status).toBe('paused');
    await setStatus(
      { status: 'running', because: undefined, changedAt: now },
      (await ports.campaigns.read())!,
      ports.campaigns,
    );
    reader.forget();
    expect((await reader.read()).state.status).toBe('running');
  });
});

describe('the rules of a document', () => {
  const holidays = new FakeHolidays();
  holidays.dates.set('SE', ['2026-12-25']);

  it('hold where the person works', () => {
    const { placeOf } = rulesOf(aDocument(), deploymentId, holidays, knownAtStart);
    expect(placeOf('FI').timeZone).toBe('Europe/Helsinki');
    expect(placeOf(undefined).timeZone).toBe('Europe/Stockholm');
  });

  it('carry what the document declares about SSPR and the holdout into the audience', () => {
    const { cadence } = rulesOf(
      aDocument({ holdoutPercent: 5, sspr: { methodsRequired: 2, passwordWriteback: 'disabled' } }),
      deploymentId,
      holidays,
      knownAtStart,
    );
    expect(cadence).toMatchObject({
      methodsRequired: 2,
      audience: { passwordWriteback: 'disabled', holdoutPercent: 5 },
    });
  });
});

describe('the health', () => {
  const ownStorage = { refusal: async () => undefined };
  const mailOrigin = { cloud: 'public' } as const;
  const healthOf = async (change: (ports: ReturnType<typeof fakePorts>) => unknown) => {
    const { ports } = await aStoredCampaign();
    await change(ports);
    return checkHealth(async () => ({
      ...ports,
      ownStorage,
      mailOrigin,
      campaign: new CampaignReader(ports, rulesOrigin),
    }));
  };

  it('is up when all is well', async () => {
    expect(await healthOf(() => undefined)).toMatchObject({ status: 'up', degraded: [] });
  });

  it('is degraded while the campaign is paused', async () => {
    const paused = async ({ campaigns }: ReturnType<typeof fakePorts>) =>
      setStatus(
        { status: 'paused', because: 'a reason of the tenant', changedAt: now },
        (await campaigns.read())!,
        campaigns,
      );
    expect(await healthOf(paused)).toMatchObject({ status: 'degraded', degraded: ['the campaign is paused'] });
  });

  it('is degraded while notices may not go to an address of the document (guard 3)', async () => {
    const { ports, stored } = await aStoredCampaign();
    const document = aDocument({ waveNotices: { to: ['soc@contoso.com'] } });
    await ports.campaigns.write({ ...stored, document }, stored.version);
    const campaign = new CampaignReader(ports, rulesOrigin);
    expect(await checkHealth(async () => ({ ...ports, ownStorage, mailOrigin, campaign }))).toMatchObject({
      degraded: ['an address of waveNotices and owners may not be written to: preflight says why'],
    });
  });

  it('is degraded while a poison queue holds something', async () => {
    const poisoned = ({ poisonQueues }: ReturnType<typeof fakePorts>) =>
      Object.assign(poisonQueues.counts, { 'send-message': 2 });
    expect(await healthOf(poisoned)).toMatchObject({
      status: 'degraded',
      degraded: ['2 in the poison queue of send-message'],
    });
  });

  it.each([
    ['premiumLicence', /no Entra ID P1 or P2/],
    ['permission', /want of a permission/],
    [undefined, /not believed/],
  ] as const)('is degraded after a pass that Graph refused for %s (truth 4)', async (refusedFor, words) => {
    const health = await healthOf(async ({ passes }) => {
      await passes.write(distrust(aPass(), 'group 7 of the audience does not exist', now, refusedFor), undefined);
    });
    expect(health).toMatchObject({ status: 'degraded', degraded: [expect.stringMatching(words)] });
    expect(JSON.stringify(health)).not.toContain('group 7');
  });

  it('names storage of another installation, and nothing of it (engine 1) (engine 11)', async () => {
    const { ports } = await aStoredCampaign();
    const others = { refusal: async () => 'DEPLOYMENT_ID is not 5f0c6c8e' };
    const campaign = new CampaignReader(ports, rulesOrigin);
    const { degraded } = await checkHealth(async () => ({ ...ports, ownStorage: others, mailOrigin, campaign }));
    expect(degraded).toEqual([expect.stringMatching(/not this installation's/)]);
    expect(degraded.join()).not.toContain('5f0c6c8e');
  });

  it.each([
    [1, 'degraded', ['Microsoft Graph refuses to tell about people before their mail: grant User.Read.All']],
    [2, 'up', []],
  ])('tells of a refusal of Graph that is %i h old: %s (truth 23)', async (hours, status, degraded) => {
    const refused = ({ tenantFacts }: ReturnType<typeof fakePorts>) =>
      noteRefusal('User.Read.All', after({ hours: -hours }), tenantFacts);
    expect(await healthOf(refused)).toMatchObject({ status, degraded });
  });

  const completeSince = (hours: number) => ({
    passes: async ({ passes }: ReturnType<typeof fakePorts>) =>
      passes.write(aPass({ state: 'complete', startedAt: after({ hours: -hours }) }), undefined),
    log: async ({ watermarks }: ReturnType<typeof fakePorts>) =>
      watermarks.noteReading({ readAt: after({ hours: -hours }), wholeSince: after({ days: -9 }), hasTold: true }),
  });

  it.each([
    [25, 25, ['the audit log has not been read for over an hour: preflight says why']],
    [30, 0, []],
    [
      30,
      27,
      [
        `nobody has seen registrations since ${after({ hours: -27 }).toISOString()}: only SSPR links leave`,
        'the audit log has not been read for over an hour: preflight says why',
      ],
    ],
  ])('tells of a pass of %i h ago and a log read %i h ago (engine 2)', async (passHours, logHours, degraded) => {
    const health = await healthOf(async (ports) => {
      await completeSince(passHours).passes(ports);
      await completeSince(logHours).log(ports);
    });
    expect(health.degraded).toEqual(degraded);
  });

  it('tells of a timer whose function has not ended well for long (engine 2)', async () => {
    const health = await healthOf(async ({ timerRuns }) => {
      await timerRuns.note('releaseMessages', after({ hours: -2 }));
      await timerRuns.note('planCampaign', after({ hours: -2 }));
    });
    expect(health.degraded).toEqual([
      `releaseMessages has not ended well since ${after({ hours: -2 }).toISOString()}: the log says why`,
    ]);
    expect(health.timers).toEqual({ releaseMessages: after({ hours: -2 }), planCampaign: after({ hours: -2 }) });
  });

  it('is down when the app cannot begin, and says nothing of why', async () => {
    const health = await checkHealth(() => Promise.reject(new Error('ACS_ENDPOINT is secret.contoso.com')));
    expect(health).toEqual({ status: 'down', degraded: ['settings or storage'], timers: {} });
  });
});
