import { describe, expect, it } from 'vitest';
import { toldAfter } from '../../shared/campaign/known-details.ts';
import { detailsOf } from '../../shared/config/details-of-document.ts';
import { closeGate, openGate, passThrough } from '../../shared/delivery/rate-gate.ts';
import { orUnreadable, type UnreadableCampaign } from '../../shared/config/unreadable-document.ts';
import type { CampaignStore } from '../../shared/ports/campaign-store.ts';
import type { CheckCursor } from '../../shared/ports/check-cursor.ts';
import type { Budget } from '../../shared/ports/budget.ts';
import type { ReopeningCandidate } from '../../shared/campaign/reopening.ts';
import type { DriftStore } from '../../shared/ports/drift-store.ts';
import type { ReopeningCandidates } from '../../shared/ports/reopening-candidates.ts';
import type { GateStore } from '../../shared/ports/gate-store.ts';
import type { FormKeyStore } from '../../shared/ports/form-key-store.ts';
import type { InstallationStore } from '../../shared/ports/installation-store.ts';
import type { SourceNotesStore } from '../../shared/ports/source-notes.ts';
import type { TenantStore } from '../../shared/ports/tenant-store.ts';
import { noLetter, openLetter } from '../../shared/campaign/owner-letter.ts';
import type { OwnerLetterStore } from '../../shared/ports/owner-letter-store.ts';
import type { ToldDetailsStore } from '../../shared/ports/told-details-store.ts';
import type { TimerRuns } from '../../shared/ports/timer-runs.ts';
import type { Watermarks } from '../../shared/ports/watermarks.ts';
import { nothingKnown } from '../../shared/tenant/known-tenant.ts';
import { aDocument, minutesAfterNoon, noon, numbers, userId } from './samples.ts';

/** What every campaign store promises. */
export function describeCampaignStore(name: string, create: () => Promise<CampaignStore>): void {
  const running = { status: 'running', because: undefined, changedAt: noon } as const;
  const paused = { status: 'paused', because: 'för många fel', changedAt: minutesAfterNoon(1) } as const;

  describe(`${name}: the campaign`, () => {
    it('is not there at first', async () => {
      expect(await (await create()).read()).toBeUndefined();
    });

    it('comes back as it was written', async () => {
      const store = await create();
      const first = await store.write({ document: aDocument(), state: running }, undefined);
      expect(first).toEqual({ kind: 'written', version: (await store.read())?.version });
      const second = await store.write({ document: aDocument(), state: paused }, (await store.read())?.version);
      expect(second.kind).toBe('written');
      expect(await store.read()).toEqual({ document: aDocument(), state: paused, version: expect.any(String) });
    });

    it('may be a long document, and a short one again', async () => {
      const store = await create();
      const document = aDocument(numbers(200).map(userId));
      const answer = await store.write({ document, state: running }, undefined);
      expect((await store.read())?.document).toEqual(document);
      await store.write({ document: aDocument(), state: running }, answer.kind === 'written' ? answer.version : '');
      expect((await store.read())?.document).toEqual(aDocument());
    });

    it.each([
      ['as if there were none', undefined],
      ['with an old version', 'old'],
      ['with any version', '*'],
      ['with a version that never was', 'W/"1"'],
    ])('is not overwritten %s', async (_, given) => {
      const store = await create();
      await store.write({ document: aDocument(), state: running }, undefined);
      const old = (await store.read())!.version;
      await store.write({ document: aDocument(), state: paused }, old);
      const answer = await store.write({ document: aDocument(), state: running }, given === 'old' ? old : given);
      expect(answer).toEqual({ kind: 'conflict' });
      expect((await store.read())?.state).toEqual(paused);
    });

    it.each<[string, unknown, string]>([
      ['a value that is refused', { ...aDocument(), holdoutPercent: 'ten' }, 'holdoutPercent'],
      ['a field that there is not', { ...aDocument(), surprise: 1 }, 'surprise'],
      ['a text that is no JSON', '{"document":', '(document)'],
    ])('comes back unreadable with its faults and its state: %s (engine 9)', async (_, document, path) => {
      const store = await create();
      await store.write({ document, state: paused }, undefined);
      const found = await orUnreadable(store.read());
      const faults = [{ path, message: expect.any(String) as string }];
      expect(found).toEqual({ document, faults, state: paused, version: expect.any(String) as string });
      const { version } = found as UnreadableCampaign;
      expect(await store.write({ document: aDocument(), state: running }, version)).toMatchObject({ kind: 'written' });
      expect(await store.read()).toMatchObject({ document: aDocument(), state: running });
    });

    it('is written by one of many that come at once', async () => {
      const store = await create();
      const answers = await Promise.all(
        numbers(6).map(() => store.write({ document: aDocument(), state: running }, undefined)),
      );
      expect(answers.filter(({ kind }) => kind === 'written')).toHaveLength(1);
    });
  });
}

/** What all notes about the source of the document promise. */
export function describeSourceNotes(name: string, create: () => Promise<SourceNotesStore>): void {
  describe(`${name}: what is known of the source of the document (engine 9)`, () => {
    it('is nothing at first, and then what was written last', async () => {
      const notes = await create();
      expect(await notes.read()).toEqual({});
      await notes.write({ loaded: 'a', found: { version: 'v', digest: 'b' } });
      expect(await notes.read()).toEqual({ loaded: 'a', found: { version: 'v', digest: 'b' } });
      await notes.write({ loaded: 'c' });
      expect(await notes.read()).toEqual({ loaded: 'c' });
    });
  });
}

/** What every gate store promises. */
export function describeGateStore(name: string, create: () => Promise<GateStore>): void {
  describe(`${name}: the rate gate`, () => {
    it('is open and without a version at first', async () => {
      expect(await (await create()).read()).toEqual({ gate: openGate, version: undefined });
    });

    it('comes back as it was written, open or closed', async () => {
      const store = await create();
      const open = passThrough(openGate, 30, noon);
      expect(await store.write(open, undefined)).toBe(true);
      const { gate, version } = await store.read();
      expect(gate).toEqual(open);
      const closed = closeGate(open, 600, noon, '429');
      expect(await store.write(closed, version)).toBe(true);
      expect((await store.read()).gate).toEqual(closed);
    });

    it('is written by one of many that have read the same', async () => {
      const store = await create();
      await store.write(openGate, undefined);
      const { version } = await store.read();
      const answers = await Promise.all(numbers(6).map((n) => store.write(passThrough(openGate, n, noon), version)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.write(openGate, undefined)).toBe(false);
    });
  });
}

/** What every store of mass drifts promises. */
export function describeDriftStore(name: string, create: () => Promise<DriftStore>): void {
  const drift = { passId: 'pass-1', foundAt: noon, people: 30, capableBefore: 40, causes: { notInScope: 30 } };

  describe(`${name}: mass drifts (issue 17)`, () => {
    it('are none at first, and then what was written last', async () => {
      const store = await create();
      expect(await store.read()).toEqual({ drifts: [], version: undefined });
      expect(await store.write([drift], undefined)).toBe(true);
      const { drifts, version } = await store.read();
      expect(drifts).toEqual([drift]);
      const decided = { ...drift, decision: 'reopen' as const, handedOn: 7 };
      expect(await store.write([decided], version)).toBe(true);
      expect((await store.read()).drifts).toEqual([decided]);
    });

    it('are written by one of many that have read the same', async () => {
      const store = await create();
      const answers = await Promise.all(numbers(6).map(() => store.write([drift], undefined)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });
  });
}

/** What every store of candidates for a new round promises. */
export function describeReopeningCandidates(name: string, create: () => Promise<ReopeningCandidates>): void {
  const candidate = (n: number, minutes: number): ReopeningCandidate => ({
    userId: userId(n),
    because: n === 2 ? 'resetFailed' : 'securityInfoLost',
    toldBy: `event-${n}`,
    toldAt: noon,
    lookAt: minutesAfterNoon(minutes),
  });

  describe(`${name}: candidates for a new round (issue 17)`, () => {
    it('come back once their time has come, the longest waiting first, each once, up to a limit', async () => {
      const store = await create();
      expect(await store.due(noon, 10)).toEqual([]);
      await store.put([candidate(1, 30), candidate(2, 10), candidate(3, 20)]);
      await store.put([{ ...candidate(2, 10), userId: userId(2).toUpperCase() }]);
      expect(await store.due(minutesAfterNoon(9), 10)).toEqual([]);
      expect(await store.due(minutesAfterNoon(20), 10)).toEqual([candidate(2, 10), candidate(3, 20)]);
      expect(await store.due(minutesAfterNoon(60), 2)).toEqual([candidate(2, 10), candidate(3, 20)]);
    });

    it('go, and those that have gone do not matter', async () => {
      const store = await create();
      await store.put([candidate(1, 1), candidate(2, 2)]);
      await store.drop([candidate(1, 1), candidate(3, 3)]);
      await store.drop([candidate(1, 1)]);
      await store.drop([]);
      expect(await store.due(minutesAfterNoon(60), 10)).toEqual([candidate(2, 2)]);
    });

    it('may be more than fit into one transaction', async () => {
      const store = await create();
      await store.put(numbers(120).map((n) => candidate(n, 1)));
      expect(await store.due(minutesAfterNoon(1), 500)).toHaveLength(120);
    });
  });
}

/** What every enrolment budget promises. */
export function describeBudget(name: string, create: () => Promise<Budget>): void {
  describe(`${name}: the day's places`, () => {
    it('are given until there are none left', async () => {
      const budget = await create();
      expect(await budget.take('2026-12-01', 60, 100)).toBe(60);
      expect(await budget.take('2026-12-01', 60, 100)).toBe(40);
      expect(await budget.take('2026-12-01', 60, 100)).toBe(0);
    });

    it.each([
      ['nothing is wanted', 0, 100],
      ['fewer than nothing are wanted', -5, 100],
      ['the day has none', 5, 0],
    ])('are not given when %s', async (_, wanted, perDay) => {
      expect(await (await create()).take('2026-12-01', wanted, perDay)).toBe(0);
    });

    it('are each day anew', async () => {
      const budget = await create();
      await budget.take('2026-12-01', 100, 100);
      expect(await budget.take('2026-12-02', 10, 100)).toBe(10);
    });

    it('are not given again when the cap is lowered', async () => {
      const budget = await create();
      await budget.take('2026-12-01', 80, 100);
      expect(await budget.take('2026-12-01', 10, 50)).toBe(0);
    });

    it('are counted without being taken, and never below none', async () => {
      const budget = await create();
      expect(await budget.left('2026-12-01', 100)).toBe(100);
      await budget.take('2026-12-01', 60, 100);
      expect(await budget.left('2026-12-01', 100)).toBe(40);
      expect(await budget.left('2026-12-01', 50)).toBe(0);
      expect(await budget.take('2026-12-01', 40, 100)).toBe(40);
    });

    it('are never more, however many take at once', async () => {
      const budget = await create();
      const granted = await Promise.all(numbers(8).map(() => budget.take('2026-12-01', 30, 100)));
      expect(granted.reduce((sum, count) => sum + count, 0)).toBe(100);
    });
  });
}

/** What all watermarks promise. */
export function describeWatermarks(name: string, create: () => Promise<Watermarks>): void {
  describe(`${name}: a watermark`, () => {
    it('is kept for each service', async () => {
      const watermarks = await create();
      expect(await watermarks.read('Authentication Methods')).toBeUndefined();
      await watermarks.write('Authentication Methods', noon);
      await watermarks.write('Authentication Methods', minutesAfterNoon(5));
      expect(await watermarks.read('Authentication Methods')).toEqual(minutesAfterNoon(5));
      expect(await watermarks.read('Self-service Password Management')).toBeUndefined();
    });

    it('stands beside the last reading of the log', async () => {
      const watermarks = await create();
      expect(await watermarks.readReading()).toBeUndefined();
      const reading = { readAt: minutesAfterNoon(5), wholeSince: noon, hasTold: false };
      await watermarks.noteReading(reading);
      expect(await watermarks.readReading()).toEqual(reading);
      await watermarks.noteReading({ ...reading, hasTold: true });
      expect(await watermarks.readReading()).toEqual({ ...reading, hasTold: true });
    });
  });
}

/** What every note of timers' runs promises. */
export function describeTimerRuns(name: string, create: () => Promise<TimerRuns>): void {
  describe(`${name}: the last good end of a timer's function (engine 2)`, () => {
    it('is kept for each timer', async () => {
      const runs = await create();
      expect(await runs.read()).toEqual({});
      await runs.note('releaseMessages', noon);
      await runs.note('planCampaign', noon);
      await runs.note('releaseMessages', minutesAfterNoon(10));
      expect(await runs.read()).toEqual({ releaseMessages: minutesAfterNoon(10), planCampaign: noon });
    });
  });
}

/** What every check cursor promises. */
export function describeCheckCursor(name: string, create: () => Promise<CheckCursor>): void {
  describe(`${name}: the position of the check`, () => {
    it('is remembered and forgotten', async () => {
      const cursor = await create();
      expect(await cursor.read()).toEqual({ position: undefined });
      const place = { position: userId(1), counted: { passId: 'pass', share: 3, people: 7 }, missingSince: 'pass' };
      await cursor.write(place);
      expect(await cursor.read()).toEqual(place);
      await cursor.write({ position: undefined });
      expect(await cursor.read()).toEqual({ position: undefined });
    });
  });
}

/** What every store of tenant facts promises. */
export function describeTenantStore(name: string, create: () => Promise<TenantStore>): void {
  const known = {
    readAt: noon,
    federatedDomains: ['fed.contoso.com'],
    writebackSwitch: { at: minutesAfterNoon(1), isOn: false },
    refusal: { permission: 'User.Read.All', at: minutesAfterNoon(2) },
  };

  describe(`${name}: what is known of the tenant`, () => {
    it('is nothing at first', async () => {
      const facts = nothingKnown;
      expect(await (await create()).read()).toEqual({ facts, version: undefined });
    });

    it.each([
      ['whole', known],
      ['in part', { ...known, readAt: undefined, federatedDomains: undefined }],
    ])('comes back as it was written, %s', async (_, facts) => {
      const store = await create();
      expect(await store.write(facts, undefined)).toBe(true);
      expect((await store.read()).facts).toEqual(facts);
    });

    it('is written by one of many that have read the same', async () => {
      const store = await create();
      await store.write(known, undefined);
      const { version } = await store.read();
      const answers = await Promise.all(numbers(6).map(() => store.write(known, version)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });
  });
}

/** What every store of the installation promises. */
export function describeInstallationStore(name: string, create: () => Promise<InstallationStore>): void {
  const installations = numbers(6).map((n) => ({ tenantId: userId(n), deploymentId: userId(n + 10) }));

  describe(`${name}: what the installation is known by (engine 1) (engine 11)`, () => {
    it('is written down once, and stays', async () => {
      const store = await create();
      expect(await store.keep(installations[0]!)).toEqual(installations[0]);
      expect(await store.keep(installations[1]!)).toEqual(installations[0]);
    });

    it('is that of one of many that come at once', async () => {
      const store = await create();
      const kept = await Promise.all(installations.map((one) => store.keep(one)));
      expect(new Set(kept.map(({ tenantId, deploymentId }) => `${tenantId} ${deploymentId}`)).size).toBe(1);
      expect(installations).toContainEqual(kept[0]);
    });
  });
}

/** What every store of told details promises. */
export function describeToldDetails(name: string, create: () => Promise<ToldDetailsStore>): void {
  const { told } = toldAfter(undefined, detailsOf(aDocument()), 'details|1', noon);
  const change = { path: 'organisation.displayName', before: 'Contoso', after: 'Cöntoso' };
  const open = [{ noticeId: 'details|1', at: noon, before: told, changes: [change] }];

  describe(`${name}: what was told of the details of the campaign (guard 3)`, () => {
    it('is nothing at first, and then what was written last', async () => {
      const store = await create();
      expect(await store.read()).toEqual({ stored: undefined, version: undefined });
      expect(await store.write({ told, open }, undefined)).toBe(true);
      expect((await store.read()).stored).toEqual({ told, open });
    });

    it('is written by one of many that have read the same', async () => {
      const store = await create();
      await store.write({ told, open }, undefined);
      const { version } = await store.read();
      const answers = await Promise.all(numbers(6).map(() => store.write({ told, open: [] }, version)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });
  });
}

/** What every store of letters to owners promises. */
export function describeOwnerLetters(name: string, create: () => Promise<OwnerLetterStore>): void {
  const says = { byCause: { noLicence: 1 }, people: [['a hash', 'noLicence']] } as const;
  const letter = openLetter({ ...noLetter, day: '2026-12-01', ended: 'trouble|helpDesk|2026-12-01' }, 'x', says);

  describe(`${name}: what owners were told (everyone 2)`, () => {
    it('is nothing at first, and then what was written last', async () => {
      const store = await create();
      expect(await store.read()).toEqual({ letters: { trouble: {} }, version: undefined });
      const version = await store.write({ trouble: { helpDesk: letter } }, undefined);
      expect(await store.read()).toEqual({ letters: { trouble: { helpDesk: letter } }, version });
      const managers = { week: '2026-W49', after: 'a manager', isOver: false };
      const next = await store.write({ trouble: { helpDesk: noLetter }, managers }, version);
      expect(await store.read()).toEqual({ letters: { trouble: { helpDesk: noLetter }, managers }, version: next });
    });

    it('is written by one of many that have read the same', async () => {
      const store = await create();
      const answers = await Promise.all(numbers(6).map(() => store.write({ trouble: {} }, undefined)));
      expect(answers.filter((version) => version !== undefined)).toHaveLength(1);
    });
  });
}

/** What every store of the key of the page's forms promises. */
export function describeFormKeyStore(name: string, create: () => Promise<FormKeyStore>): void {
  describe(`${name}: the key of the page's forms`, () => {
    it('is that of the first, for everybody', async () => {
      const store = await create();
      const kept = await Promise.all(['a', 'b', 'c'].map((key) => store.keep(key)));
      expect(new Set(kept).size).toBe(1);
      expect(await store.keep('d')).toBe(kept[0]);
    });
  });
}
