import { describe, expect, it } from 'vitest';
import type { MailboxMark } from '../../../shared/ports/recipient-store.ts';
import type { DirectoryUser } from '../../../shared/recipient/directory-user.ts';
import { JoinTableCache } from '../../../shared/use-cases/join-table-cache.ts';
import { tallyCampaign } from '../../../shared/use-cases/tally-campaign.ts';
import { anEnrolment } from '../../builders/journeys.ts';
import { aPassOver, aTenant, change, factsIn, readOn, type Tenant } from '../../builders/passes.ts';
import { after } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';

const rules = someRules();
const mailbox = 'asa@contoso.com';
const exchange = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
const premium = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';

/** Some accounts behind one mailbox, and others with mailboxes of their own. */
function sharing(...users: readonly Partial<DirectoryUser>[]): Tenant {
  const tenant = aTenant(12);
  for (const [n, user] of users.entries()) change(tenant, n, { mail: mailbox, ...user });
  return tenant;
}

const ownersIn = async (tenant: Tenant, people: number) =>
  Promise.all(Array.from({ length: people }, async (_, n) => (await factsIn(tenant, n))?.mailboxOf));

describe('of several accounts behind one mailbox, one is written to (truth 8)', () => {
  it.each<[string, readonly Partial<DirectoryUser>[], number | undefined]>([
    ['the one with a mailbox plan', [{ userPrincipalName: mailbox }, { servicePlanIds: [premium, exchange] }], 1],
    ['else the one that signs in with the address', [{}, { userPrincipalName: 'Asa@Contoso.com' }], 1],
    ['else the oldest', [{ createdDateTime: after({ days: -30 }) }, { createdDateTime: after({ days: -40 }) }], 1],
    ['else the first by id', [{}, {}], 0],
    ['in whatever spelling', [{ mail: ' ASA@contoso.com' }, { servicePlanIds: [premium, exchange] }], 1],
    ['of more than two', [{}, {}, { userPrincipalName: mailbox }], 2],
    ['never one that is disabled', [{ accountEnabled: false, servicePlanIds: [premium, exchange] }, {}], undefined],
    ['never a guest', [{ userType: 'guest', userPrincipalName: mailbox }, {}], undefined],
    ['never one without a licence', [{ servicePlanIds: [exchange] }, {}], undefined],
  ])('%s', async (_which, users, owner) => {
    const tenant = sharing(...users);
    await aPassOver(tenant);
    const right = users.map((_, n) => (owner === undefined || n === owner ? undefined : personId(owner)));
    expect(await ownersIn(tenant, users.length)).toEqual(right);
  });

  it('and the others are counted with their reason', async () => {
    const tenant = sharing({}, {}, {});
    await aPassOver(tenant);
    const tally = await tallyCampaign(rules.cadence, tenant.clock.now(), tenant.recipients);
    expect(tally).toMatchObject({ people: 12, places: { waits: 10, leftOut: { mailboxOfAnother: 2 } } });
  });

  it('by the address that the document allows, too', async () => {
    const otherMails = ['home@example.com'];
    const tenant = sharing({ mail: undefined, otherMails }, { mail: undefined, otherMails });
    await aPassOver(tenant, someRules({ audience: { addressFallback: [] } }));
    expect(await ownersIn(tenant, 2)).toEqual([undefined, undefined]);
    await aPassOver(tenant, someRules({ audience: { addressFallback: ['otherMails'] } }));
    expect(await ownersIn(tenant, 2)).toEqual([undefined, personId(0)]);
  });
});

describe('when one of the rows has changed, the other follows (truth 8)', () => {
  it('another account becomes the owner', async () => {
    const tenant = sharing({}, {});
    await aPassOver(tenant);
    change(tenant, 1, { servicePlanIds: [premium, exchange] });
    await aPassOver(tenant);
    expect(await ownersIn(tenant, 2)).toEqual([personId(1), undefined]);
  });

  it('an address of its own', async () => {
    const tenant = sharing({}, {});
    await aPassOver(tenant);
    change(tenant, 0, { mail: 'other@contoso.com' });
    await aPassOver(tenant);
    expect(await ownersIn(tenant, 2)).toEqual([undefined, undefined]);
  });

  it('the owner has left', async () => {
    const tenant = sharing({}, {});
    await aPassOver(tenant);
    tenant.directory.users = tenant.directory.users.slice(1);
    await aPassOver(tenant);
    expect(await ownersIn(tenant, 2)).toEqual([undefined, undefined]);
    expect(await factsIn(tenant, 0)).toMatchObject({ isInDirectory: false });
  });

  it('nothing is written on a night on which nothing changed', async () => {
    const tenant = sharing({}, {});
    await aPassOver(tenant);
    const { version } = await tenant.recipients.readJourney(personId(1));
    await aPassOver(tenant);
    expect((await tenant.recipients.readJourney(personId(1))).version).toBe(version);
  });

  it('a mail that was planned is cancelled, with the reason', async () => {
    const tenant = sharing({});
    await aPassOver(tenant);
    const { userId, version } = await tenant.recipients.readJourney(personId(1));
    await tenant.recipients.writeJourney({ userId, version, enrolment: anEnrolment() });
    change(tenant, 1, { givenName: 'Ås' });
    await aPassOver(tenant);
    change(tenant, 1, { mail: mailbox });
    await aPassOver(tenant);
    const { messages } = await tenant.recipients.readJourney(personId(1));
    expect(messages).toMatchObject([{ step: 'nudge', state: 'cancelled', because: 'mailboxOfAnother' }]);
  });
});

/** Marks some, and then its process is gone. */
class DyingRecipients extends FakeRecipientStore {
  diesAfter = Infinity;

  override async markMailboxes(marks: readonly MailboxMark[]) {
    await super.markMailboxes(marks.slice(0, this.diesAfter));
    if (marks.length > this.diesAfter) throw new Error('The process died');
  }
}

describe('a pass that dies while it marks mailboxes (truth 8)', () => {
  async function aDeadPass() {
    const tenant = { ...sharing({}, {}, {}), recipients: new DyingRecipients() };
    await aPassOver(tenant);
    change(tenant, 2, { servicePlanIds: [premium, exchange] });
    tenant.recipients.diesAfter = 1;
    await expect(aPassOver(tenant)).rejects.toThrow('The process died');
    tenant.recipients.diesAfter = Infinity;
    return { ...tenant, tables: new JoinTableCache(tenant) };
  }

  it('goes on where it was', async () => {
    const tenant = await aDeadPass();
    const { passId, collection, page } = (await tenant.passes.readCurrent())!.pass;
    await tenant.pageQueue.enqueue({ passId, collection, page }, 0);
    expect(await readOn(tenant)).toBe('complete');
    expect(await ownersIn(tenant, 3)).toEqual([personId(2), personId(2), undefined]);
  });

  it('is put right by the next, though the mailboxes are no longer shared', async () => {
    const tenant = await aDeadPass();
    for (const n of [0, 1]) change(tenant, n, { mail: `own-${n}@contoso.com` });
    await aPassOver(tenant);
    // The dead pass is taken up again; the one after it reads all anew.
    await aPassOver(tenant);
    expect(await ownersIn(tenant, 3)).toEqual([undefined, undefined, undefined]);
  });
});
