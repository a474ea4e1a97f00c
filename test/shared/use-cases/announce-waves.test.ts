import { describe, expect, it } from 'vitest';
import type { Wave } from '../../../shared/campaign/wave.ts';
import { announceWaves } from '../../../shared/use-cases/announce-waves.ts';
import { planCampaign } from '../../../shared/use-cases/plan-campaign.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { aPass, aWave } from '../../contracts/samples.ts';
import { aDocument, someOrigin, type DocumentChange } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { aUser, personId } from '../../builders/people.ts';
import { deploymentId, knownAtStart, mailFrom } from '../../builders/policies.ts';
import { aFactsRow } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';

const [helpDesk, soc] = ['help@contoso.com', 'soc@contoso.com'] as const;
const waveNotices = { to: [helpDesk, soc], daysBefore: 3 };
const from = { ...mailFrom, senderAddress: 'DoNotReply@mail.contoso.com', replyToAddress: helpDesk };

interface Change {
  readonly document?: DocumentChange;
  readonly wave?: Partial<Wave>;
  readonly domains?: readonly string[];
  readonly noticeAddresses?: readonly string[];
}

/** Three people, one of whom reads German, and a wave for everyone that starts tomorrow. */
async function aTenant(change: Change = {}) {
  const ports = fakePorts(now);
  const german = aUser({ id: personId(3), preferredLanguage: 'de' });
  await ports.recipients.writeFacts([aFactsRow(1), aFactsRow(2), aFactsRow(3, { user: german })]);
  const startsAt = after({ days: 1 });
  const wave = aWave({ waveId: 'all', name: 'All', origin: 'document', groups: [], users: [], startsAt });
  await ports.waves.create({ ...wave, ...change.wave });
  const document = aDocument({ waveNotices, ...change.document });
  const context = {
    document,
    rules: rulesOf(document, deploymentId, ports.holidays, { ...knownAtStart, mailFrom: from }),
    origin: someOrigin,
    noticeAddresses: change.noticeAddresses ?? [],
  };
  await ports.passes.write(aPass({ state: 'complete', signInDomains: change.domains ?? ['contoso.com'] }), undefined);
  const announce = (dryRun = false) => announceWaves({ ...context, dryRun }, ports.clock.now(), ports);
  const states = async () => {
    const notice = await ports.notices.read('all');
    return notice && notice !== 'unreadable' ? notice.mails.map(({ to, state }) => [to, state]) : [];
  };
  return { ports, document, context, announce, states };
}

const sentTo = (ports: ReturnType<typeof fakePorts>) => ports.mailer.requests.map(({ to }) => to.address);

describe('announcing a wave', () => {
  it('writes once to each address, however often it is looked at', async () => {
    const { ports, announce, states } = await aTenant();
    await announce();
    await announce();
    ports.clock.advance({ hours: 2 });
    await announce();
    expect(sentTo(ports)).toEqual([helpDesk, soc]);
    expect(new Set(ports.mailer.requests.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await states()).toEqual([
      [helpDesk, 'accepted'],
      [soc, 'accepted'],
    ]);
  });

  it('tells how many, from when, in which languages, from which sender, with a copy', async () => {
    const { ports, announce } = await aTenant();
    await announce();
    const { subject, text } = ports.mailer.requests[0]!;
    expect(subject).toBe('For your information: password reset emails to our staff');
    const words = text.replaceAll(/\s+/gu, ' ');
    for (const part of ['Recipients: 3', 'December 2, 2026', from.senderAddress, helpDesk, 'German', 'Swedish'])
      expect(words).toContain(part);
    expect(words).toContain('Be ready for the day you forget your password');
    expect(words).not.toContain('French');
  });

  it.each<[string, Parameters<typeof aTenant>[0]]>([
    ['the document names nobody to tell', { document: { waveNotices: undefined } }],
    ['the wave is days away', { wave: { startsAt: after({ days: 5 }) } }],
    ['people are enrolled already', { wave: { state: 'enrolling', enrolledCount: 1 } }],
    ['the wave was cancelled', { wave: { state: 'cancelled' } }],
    ['nobody would be written to', { document: { waveNotices, audience: { includeGroups: [personId(9)] } } }],
    ['a group of the wave is not there', { wave: { groups: [personId(9)] } }],
    ['the quota is spent', { document: { waveNotices, capacity: { mailsPerHour: 1, mailsPerMinute: 1 } } }],
  ])('writes to at most one while %s', async (because, change) => {
    const { ports, announce } = await aTenant(change);
    await announce();
    expect(sentTo(ports)).toHaveLength(because === 'the quota is spent' ? 1 : 0);
  });

  it('sends nothing in a dry run, and nothing is claimed', async () => {
    const { ports, announce, states } = await aTenant();
    await announce(true);
    expect(sentTo(ports)).toEqual([]);
    expect(await states()).toEqual([]);
  });

  it('counts the people of an operator’s wave as they were written down', async () => {
    const { ports, announce } = await aTenant({ wave: { origin: 'operator', users: ['x'] } });
    await ports.waves.saveMembers('all', [personId(1)]);
    await announce();
    expect(ports.mailer.requests[0]!.text).toContain('Recipients: 1');
  });
});

describe('an address of the document that notices may not go to (guard 3)', () => {
  it('is not written to, and the log says which and why; the others are', async () => {
    const { ports, announce } = await aTenant({ domains: ['other.example'], noticeAddresses: [soc.toUpperCase()] });
    await announce();
    expect(sentTo(ports)).toEqual([soc]);
    expect(ports.journal.factsOf('noticeNotAllowed')).toEqual([
      { noticeId: 'all', path: 'waveNotices.to[0]', because: 'otherDomain' },
    ]);
  });

  it('is not written to before a pass has said the domains: what is not known is no', async () => {
    const { ports, announce } = await aTenant();
    await ports.passes.write(aPass({ state: 'complete' }), undefined);
    await announce();
    expect(sentTo(ports)).toEqual([]);
  });
});

describe('rows of a notice or of its people that cannot be read (engine 12)', () => {
  it('send nobody a second one', async () => {
    const { ports, announce } = await aTenant();
    await announce();
    ports.notices.read = async () => 'unreadable';
    await announce();
    expect(sentTo(ports)).toEqual([helpDesk, soc]);
  });

  it('put it off while nobody knows how many there are', async () => {
    const { ports, announce } = await aTenant({ wave: { origin: 'operator', users: ['x'] } });
    ports.waves.readMembers = async () => ({ userIds: [personId(1)], isWhole: false });
    await announce();
    expect(sentTo(ports)).toEqual([]);
  });
});

describe('when the mail service does not say yes', () => {
  it('goes on later where it was definitely not taken, under the same id and with the same words', async () => {
    const { ports, announce, states } = await aTenant();
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 600 });
    await announce();
    await announce();
    expect(sentTo(ports)).toEqual([helpDesk]);
    expect(await states()).toEqual([]);
    ports.clock.advance({ hours: 1 });
    await announce();
    ports.clock.advance({ hours: 1 });
    await announce();
    expect(sentTo(ports)).toEqual([helpDesk, helpDesk, soc]);
    const [first, second] = ports.mailer.requests;
    expect(second).toEqual(first);
  });

  it('never sends again after a lost answer: it asks, and else leaves it to a person', async () => {
    const { ports, announce, states } = await aTenant();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ETIMEDOUT' }, { butTaken: true });
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ETIMEDOUT' });
    await announce();
    expect(await states()).toEqual([
      [helpDesk, 'claimed'],
      [soc, 'claimed'],
    ]);
    ports.clock.advance({ minutes: 20 });
    await announce();
    await announce();
    expect(sentTo(ports)).toEqual([helpDesk, soc]);
    expect(await states()).toEqual([
      [helpDesk, 'accepted'],
      [soc, 'unknown'],
    ]);
    expect(ports.journal.factsOf('noticeOutcomeUnknown')).toHaveLength(1);
  });

  it('does not take over a claim whose sender died', async () => {
    const { ports, announce } = await aTenant();
    const died = {
      ...ports,
      mailer: { ask: ports.mailer.ask.bind(ports.mailer), send: () => Promise.reject(new Error('killed')) },
    };
    const { context } = await aTenant();
    await expect(announceWaves({ ...context, dryRun: false }, now, died)).rejects.toThrow('killed');
    await announce();
    expect(sentTo(ports)).toEqual([soc]);
  });

  it('remembers a refusal and says why', async () => {
    const { ports, announce } = await aTenant();
    ports.mailer.answerNext({ kind: 'refused', because: '413 TooLarge' });
    await announce();
    await announce();
    expect(await ports.notices.read('all')).toMatchObject({
      mails: [{ state: 'rejected', because: '413 TooLarge' }, {}],
    });
    expect(sentTo(ports)).toEqual([helpDesk, soc]);
  });

  it('writes once when two servers look at the same moment', async () => {
    const { ports, announce } = await aTenant();
    await Promise.all([announce(), announce()]);
    ports.clock.advance({ minutes: 5 });
    await announce();
    expect(sentTo(ports).toSorted()).toEqual([helpDesk, soc]);
  });
});

describe('a run of the planner', () => {
  it('announces a wave of the document before it starts it, even when both fall together', async () => {
    const waves = [{ name: 'All', startsOn: '2026-12-01' }];
    const { ports, document, context } = await aTenant({
      document: { waves },
      wave: { state: 'cancelled', waveId: 'old' },
    });
    const enrolledWhenTold: number[] = [];
    const announce = async () => {
      await announceWaves({ ...context, dryRun: false }, now, ports);
      enrolledWhenTold.push((await ports.waves.read('all'))!.enrolledCount);
    };
    const summary = await planCampaign({ document, rules: context.rules, paused: false }, now, ports, announce);
    expect(enrolledWhenTold).toEqual([0]);
    expect(summary.enrolled).toBe(3);
    expect(sentTo(ports)).toEqual([helpDesk, soc]);
  });
});
