import { describe, expect, it } from 'vitest';
import { replaceDocument } from '../../../shared/use-cases/change-campaign.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { noteDetails, tellOfDetails } from '../../../shared/use-cases/tell-of-details.ts';
import { aDocument, documentJson, someOrigin, type DocumentChange } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { aPass } from '../../contracts/samples.ts';
import { fakePorts } from '../../fakes/ports.ts';

const [helpDesk, soc, evil] = ['help@contoso.com', 'soc@contoso.com', 'evil@elsewhere.example'] as const;
const organisation = aDocument().organisation;
const waveNotices = { to: [helpDesk, soc] };
const foreignName = { waveNotices, organisation: { ...organisation, displayName: 'Evil Corp' } };
const foreignPhone = {
  waveNotices,
  organisation: { ...organisation, helpDesk: { ...organisation.helpDesk, phone: '+1 900 5550 666' } },
};

/** A campaign whose details were told already, and what a PUT and the timer do to it. */
async function aCampaign(first: DocumentChange = { waveNotices }) {
  const ports = fakePorts(now);
  await ports.passes.write(aPass({ state: 'complete', signInDomains: ['contoso.com'] }), undefined);
  const state = { status: 'running', because: undefined, changedAt: now } as const;
  await ports.campaigns.write({ document: aDocument(first), state }, undefined);
  const tell = async (dryRun = false) => {
    const { document } = (await ports.campaigns.read())!;
    const rules = rulesOf(document, deploymentId, ports.holidays, knownAtStart);
    const context = { document, rules, origin: someOrigin, noticeAddresses: [], dryRun };
    await tellOfDetails(context, ports.clock.now(), ports);
  };
  const change = async (next: DocumentChange) => {
    await noteDetails(ports.clock.now(), ports);
    const answer = await replaceDocument(documentJson(next), undefined, (await ports.campaigns.read())!, ports);
    expect(answer.kind).toBe('changed');
  };
  const put = async (next: DocumentChange) => {
    await change(next);
    await tell();
  };
  await tell();
  const sentTo = () => ports.mailer.requests.map(({ to }) => to.address);
  const texts = () => ports.mailer.requests.map(({ text }) => text.replaceAll(/\s+/gu, ' '));
  return { ports, put, change, tell, sentTo, texts };
}

describe('a change of what readers know the mails by (guard 3)', () => {
  it.each<[string, DocumentChange, string]>([
    ['name', foreignName, 'Now: Evil Corp'],
    ['phone of the help desk', foreignPhone, 'Now: +1 900 5550 666'],
    ['page to verify at', { waveNotices, organisation: { ...organisation, verifyAt: 'https://evil.example/x' } }, 'x'],
    ['notice addresses', { waveNotices: { to: [soc] } }, `Before: ${helpDesk}, ${soc}`],
    ['mailbox of an owner', { waveNotices, owners: { hybridAdmin: 'hybrid@contoso.com' } }, 'Now: hybrid@contoso.com'],
    ['notice addresses, all', { waveNotices: undefined }, 'Now: –'],
  ])('is mailed at once to the addresses of before, once: %s', async (_, next, said) => {
    const { put, tell, sentTo, texts } = await aCampaign();
    await put(next);
    await tell();
    expect(sentTo()).toEqual([helpDesk, soc]);
    expect(texts()[0]).toContain(said);
    expect(texts()[0]).toContain(organisation.displayName);
  });

  it('and what puts it back are two mails, though a process dies between change and mail', async () => {
    const { change, put, sentTo, texts } = await aCampaign();
    await change(foreignName);
    await put({ waveNotices });
    expect(sentTo()).toEqual([helpDesk, soc, helpDesk, soc]);
    expect(texts()[0]).toContain('Now: Evil Corp');
    expect(texts()[2]).toContain('Before: Evil Corp');
  });

  it.each<[string, DocumentChange, DocumentChange]>([
    ['nothing that they are known by', { waveNotices }, { waveNotices, holdoutPercent: 5 }],
    ['nobody was to be told before', { waveNotices: undefined }, { waveNotices }],
    ['only capitals of an address', { waveNotices }, { waveNotices: { to: [helpDesk.toUpperCase(), soc] } }],
  ])('is not mailed where it is %s', async (_, first, next) => {
    const { put, sentTo } = await aCampaign(first);
    await put(next);
    expect(sentTo()).toEqual([]);
  });

  it('is not mailed to an address elsewhere, which the log says', async () => {
    const { put, sentTo, ports } = await aCampaign({ waveNotices: { to: [evil, soc] } });
    await put(foreignName);
    expect(sentTo()).toEqual([soc]);
    expect(ports.journal.factsOf('noticeNotAllowed')).toMatchObject([{ path: 'waveNotices.to[0]' }]);
    expect((await ports.toldDetails.read()).stored?.open).toEqual([]);
  });

  it('is mailed later, with the same words, where the mail service takes nothing for now', async () => {
    const { ports, put, tell, sentTo } = await aCampaign();
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 600 });
    await put(foreignName);
    expect(sentTo()).toEqual([helpDesk]);
    ports.clock.advance({ hours: 1 });
    await tell();
    ports.clock.advance({ hours: 1 });
    await tell();
    expect(sentTo()).toEqual([helpDesk, helpDesk, soc]);
    expect(ports.mailer.requests[1]).toEqual(ports.mailer.requests[0]);
  });

  it('is never mailed again where an answer was lost: the service is asked', async () => {
    const { ports, put, tell, sentTo } = await aCampaign();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ETIMEDOUT' });
    await put(foreignName);
    ports.clock.advance({ minutes: 20 });
    await tell();
    expect(sentTo()).toEqual([helpDesk, soc]);
    expect(ports.journal.factsOf('noticeOutcomeUnknown')).toHaveLength(1);
    expect((await ports.toldDetails.read()).stored?.open).toEqual([]);
  });

  it('is not mailed under DRY_RUN; what then differs from what was told is, once that is over', async () => {
    const { ports, tell, sentTo } = await aCampaign();
    await replaceDocument(documentJson(foreignName), undefined, (await ports.campaigns.read())!, ports);
    await tell(true);
    expect(sentTo()).toEqual([]);
    await tell();
    expect(sentTo()).toEqual([helpDesk, soc]);
  });

  it('has an end where changes come faster than they can be mailed: the rest is told as one', async () => {
    const { ports, change } = await aCampaign();
    for (let n = 0; n < 30; n++) await change(n % 2 === 0 ? foreignName : foreignPhone);
    expect((await ports.toldDetails.read()).stored?.open).toHaveLength(20);
  });
});
