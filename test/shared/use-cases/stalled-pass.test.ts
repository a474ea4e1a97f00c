import { describe, expect, it } from 'vitest';
import { NoToken } from '../../../shared/faults/no-token.ts';
import { LinkExpired, ReadingFailed } from '../../../shared/ports/paging.ts';
import { resumePass, startPass } from '../../../shared/use-cases/start-pass.ts';
import { aDocument } from '../../builders/documents.ts';
import { aPassOver, aTenant, readOn, type Tenant } from '../../builders/passes.ts';
import { someRules } from '../../builders/policies.ts';
import { refreshPage } from '../../../shared/use-cases/refresh-page.ts';

const passOf = async ({ passes }: Tenant) => (await passes.readCurrent())!.pass;

/** Graph answers the registration report with an error, so many times. */
function fail(tenant: Tenant, error: Error, times = Infinity): void {
  const read = tenant.report.readRows.bind(tenant.report);
  let left = times;
  tenant.report.readRows = async (next) => {
    if (left-- > 0) throw error;
    return read(next);
  };
}

/** The message that waits, tried once when its time has come. */
async function tryOnce(tenant: Tenant): Promise<string> {
  const [waiting] = tenant.pageQueue.takeAll();
  tenant.clock.advance({ seconds: waiting!.delaySeconds });
  return refreshPage(waiting!.request, { rules: someRules(), enrolNewJoiners: true }, tenant);
}

describe('a pass during an outage (engine 3)', () => {
  it.each([
    ['an error of Graph', new ReadingFailed('Graph answered 500')],
    ['no token', new NoToken('https://graph.microsoft.com')],
  ])('waits at its checkpoint, and goes on when %s is over', async (_, error) => {
    const tenant = aTenant(3);
    fail(tenant, error, 40);
    expect(await aPassOver(tenant)).toBe('complete');
    expect(tenant.journal.factsOf('pageNotRead')).toHaveLength(40);
    expect((await passOf(tenant)).because).toBeUndefined();
  });

  it('is not taken for stalled while it waits, and says why it does', async () => {
    const tenant = aTenant(3);
    await startPass(aDocument(), tenant.clock.now(), tenant);
    fail(tenant, new ReadingFailed('Graph answered 500'));
    for (let minutes = 0; minutes < 30; minutes++) expect(await tryOnce(tenant)).toBe('failed');
    expect(await passOf(tenant)).toMatchObject({ state: 'reading', because: 'Graph answered 500' });
    expect(await resumePass(aDocument(), tenant.clock.now(), tenant)).toBe('underWay');
  });

  it('is resumed at its checkpoint when its message was lost', async () => {
    const tenant = aTenant(3);
    await startPass(aDocument(), tenant.clock.now(), tenant);
    const { passId } = await passOf(tenant);
    fail(tenant, new Error('storage'), 1);
    await expect(tryOnce(tenant)).rejects.toThrow('storage');
    tenant.clock.advance({ minutes: 3 });
    expect(await resumePass(aDocument(), tenant.clock.now(), tenant)).toBe('resumed');
    expect(await readOn(tenant)).toBe('complete');
    expect((await passOf(tenant)).passId).toBe(passId);
  });

  it('is not believed when Graph keeps forgetting its links', async () => {
    const tenant = aTenant(3);
    fail(tenant, new LinkExpired('gone'));
    expect(await aPassOver(tenant)).toBe('distrusted');
    expect((await passOf(tenant)).refusedFor).toBeUndefined();
  });
});

describe('a pass without a permission (engine 3)', () => {
  it('is told once, stays told, and goes on where it stands when the permission is granted', async () => {
    const tenant = aTenant(3);
    fail(tenant, new ReadingFailed('Grant AuditLog.Read.All', 'permission'), 3);
    expect(await aPassOver(tenant)).toBe('distrusted');
    const { passId } = await passOf(tenant);
    for (const outcome of ['distrusted', 'distrusted', 'complete']) {
      tenant.clock.advance({ minutes: 5 });
      expect(await resumePass(aDocument(), tenant.clock.now(), tenant)).toBe('resumed');
      expect(await passOf(tenant)).toMatchObject({ passId, state: 'distrusted', refusedFor: 'permission' });
      expect(await readOn(tenant)).toBe(outcome);
    }
    expect(tenant.journal.factsOf('passDistrusted')).toHaveLength(1);
    expect(await passOf(tenant)).toMatchObject({ passId, state: 'complete', refusedFor: undefined });
  });
});
