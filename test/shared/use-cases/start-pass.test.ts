import { describe, expect, it } from 'vitest';
import { noCounts, type Pass } from '../../../shared/registration/pass.ts';
import { resumePass, startPass } from '../../../shared/use-cases/start-pass.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { groupId, otherGroupId } from '../../builders/people.ts';
import { fakePorts } from '../../fakes/ports.ts';

const aPass = (change: Partial<Pass> = {}): Pass => ({
  passId: 'earlier',
  startedAt: after({ hours: -1 }),
  state: 'reading',
  collection: 'users',
  page: 7,
  next: 'link',
  groupsLeft: [],
  progressedAt: after({ minutes: -2 }),
  counts: noCounts,
  because: undefined,
  ...change,
});

const stalled = { progressedAt: after({ minutes: -3 }) };

async function startAfter(earlier: Pass | undefined, document = aDocument()) {
  const ports = fakePorts();
  if (earlier) await ports.passes.write(earlier, undefined);
  const answer = await startPass(document, now, ports);
  const current = (await ports.passes.readCurrent())!.pass;
  return { answer, current, queued: ports.pageQueue.takeAll() };
}

describe('a pass', () => {
  it('starts with the report where the document names no groups', async () => {
    const { answer, current, queued } = await startAfter(undefined);
    expect(answer).toBe('started');
    expect(current).toMatchObject({
      state: 'reading',
      collection: 'report',
      page: 1,
      groupsLeft: [],
      counts: noCounts,
    });
    expect(queued).toEqual([{ request: { passId: current.passId, collection: 'report', page: 1 }, delaySeconds: 0 }]);
  });

  it('starts with the groups that the document names, each once', async () => {
    const audience = { includeGroups: [groupId, otherGroupId], excludeGroups: [groupId] };
    const { current, queued } = await startAfter(undefined, aDocument({ audience }));
    expect(current).toMatchObject({ collection: 'groups', groupsLeft: [groupId, otherGroupId] });
    expect(queued).toMatchObject([{ request: { collection: 'groups', page: 1 } }]);
  });

  it.each(['complete', 'distrusted'] as const)('starts after one that is %s', async (state) => {
    const { answer, current } = await startAfter(aPass({ state }));
    expect(answer).toBe('started');
    expect(current.passId).not.toBe('earlier');
  });

  it('begins anew beside one that is under way, which reads groups that are no longer wanted', async () => {
    const ports = fakePorts();
    await ports.passes.write(aPass(), undefined);
    expect(await startPass(aDocument({ audience: { excludeGroups: [groupId] } }), now, ports, 'anew')).toBe('started');
    const { pass } = (await ports.passes.readCurrent())!;
    expect(pass).toMatchObject({ collection: 'groups', groupsLeft: [groupId] });
    expect(pass.passId).not.toBe('earlier');
  });

  it('is left alone while it is under way', async () => {
    const { answer, current, queued } = await startAfter(aPass());
    expect(answer).toBe('underWay');
    expect(current).toEqual(aPass());
    expect(queued).toEqual([]);
  });

  it('is set going again where it stands, when its queue message was lost minutes ago (engine 3)', async () => {
    const { answer, current, queued } = await startAfter(aPass({ progressedAt: after({ minutes: -3 }) }));
    expect(answer).toBe('resumed');
    expect(current.passId).toBe('earlier');
    expect(queued).toEqual([{ request: { passId: 'earlier', collection: 'users', page: 7 }, delaySeconds: 0 }]);
  });

  it('is given up for a new one after twenty hours', async () => {
    const { answer, current } = await startAfter(aPass({ startedAt: after({ hours: -20 }) }));
    expect(answer).toBe('started');
    expect(current.passId).not.toBe('earlier');
  });
});

describe('the timer that looks after a pass (engine 3)', () => {
  it.each<[string, Partial<Pass> | undefined, string]>([
    ['leaves things alone where there was none', undefined, 'none'],
    ['leaves a complete one alone', { state: 'complete' }, 'none'],
    ['leaves one alone that is not believed', { state: 'distrusted', because: 'report: 0 rows' }, 'none'],
    ['leaves one alone that is being read', {}, 'underWay'],
    ['leaves one alone that was asked to wait', { ...stalled, wakesAt: after({ minutes: 4 }) }, 'underWay'],
    ['resumes one that nobody reads', stalled, 'resumed'],
    ['resumes one that was refused', { ...stalled, state: 'distrusted', refusedFor: 'permission' }, 'resumed'],
    ['begins a new one after twenty hours', { ...stalled, startedAt: after({ hours: -20 }) }, 'started'],
  ])('%s', async (_, earlier, answer) => {
    const ports = fakePorts();
    if (earlier) await ports.passes.write(aPass(earlier), undefined);
    expect(await resumePass(aDocument(), now, ports)).toBe(answer);
    expect(ports.pageQueue.takeAll()).toHaveLength(answer === 'resumed' || answer === 'started' ? 1 : 0);
  });
});
