import { describe, expect, it } from 'vitest';
import type { SendAnswer } from '../../../shared/delivery/send-answer.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { countFigures } from '../../../shared/use-cases/count-figures.ts';
import { DoneToday } from '../../../shared/use-cases/done-today.ts';
import { FigureKeeper } from '../../../shared/use-cases/keep-figures.ts';
import { ListReader } from '../../../shared/use-cases/read-lists.ts';
import { tellManagers } from '../../../shared/use-cases/tell-managers.ts';
import { aDocument, someOrigin, type DocumentChange } from '../../builders/documents.ts';
import { after, at, now } from '../../builders/instants.ts';
import { anAcceptedMessage } from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { givenPerson } from '../../builders/storage.ts';
import { aPass } from '../../contracts/samples.ts';
import { fakePorts } from '../../fakes/ports.ts';

const afterTwo = { followUp: { tellManagerAfterReminders: 2, namesToManagers: true } };
const [lee, kim] = [90, 91];
const addressOfLee = 'lee@contoso.com';

/** Somebody of a team: enrolled, and reminded so often. */
interface Member {
  readonly name: string;
  readonly of?: number;
  readonly reminders?: number;
  readonly isReady?: boolean;
  readonly isGone?: boolean;
}

const sam = { name: 'Sam Berg', reminders: 2 };
const noor = { name: 'Noor Haddad', reminders: 1 };
const kai = { name: 'Kai Ready', reminders: 2, isReady: true };

async function aTeam(members: readonly Member[], change: DocumentChange = afterTwo) {
  const fakes = fakePorts(now);
  const ports = { ...fakes, wallClock: fakes.clock };
  const document = aDocument(change);
  const reportReadAt = after({ hours: -3 });
  const known = { ...knownAtStart, reportReadAt };
  const rules = rulesOf(document, deploymentId, ports.holidays, known);
  const addManager = (n: number, mail: string, more: Partial<Parameters<typeof aUser>[0]> = {}) =>
    givenPerson(ports, n, {
      facts: someFacts({
        user: aUser({
          id: personId(n),
          displayName: 'Lee Chang',
          givenName: 'Lee',
          mail,
          preferredLanguage: 'en-GB',
          ...more,
        }),
      }),
      enrolment: undefined,
    });
  await addManager(lee, addressOfLee);
  await addManager(kim, 'kim@contoso.com');
  for (const [n, member] of members.entries()) await addMember(n + 1, member);
  await ports.passes.write(aPass({ state: 'complete', startedAt: reportReadAt }), undefined);
  await countFigures(rules.cadence, ports);
  const lists = new ListReader(ports, new FigureKeeper(ports, () => undefined));
  const memory = { managersTold: new DoneToday() };

  function addMember(n: number, { name, of = lee, reminders = 0, isReady = false, isGone = false }: Member) {
    const userId = personId(n);
    const steps = ['nudge', ...Array.from({ length: reminders }, (_, i) => `reminder-${i + 1}`)] as const;
    return givenPerson(ports, n, {
      facts: someFacts({
        user: aUser({ id: userId, displayName: name, managerId: personId(of), accountEnabled: !isGone }),
        registration: isReady ? capableRegistration : aRegistration(),
      }),
      messages: steps.map((step, i) => anAcceptedMessage(step as 'nudge', after({ days: i - 20 }), { userId })),
    });
  }

  const tell = (stop: { readonly dryRun?: boolean; readonly paused?: boolean } = {}, world: object = {}) =>
    tellManagers(
      { document, rules: { ...rules, ...world }, origin: someOrigin, dryRun: false, paused: false, ...stop },
      ports.clock.now(),
      { ...ports, lists, ...memory },
    );
  const anew = () => void (memory.managersTold = new DoneToday());
  const texts = () => ports.mailer.requests.map(({ text }) => text.replaceAll(/\s+/gu, ' '));
  const sentTo = () => ports.mailer.requests.map(({ to }) => to.address);
  return { ports, rules, tell, anew, texts, sentTo, addManager };
}

describe('a manager (everyone 8)', () => {
  it('is told of their team, with the names of those who were reminded so often and are not ready', async () => {
    const { tell, texts, sentTo } = await aTeam([sam, noor, kai]);
    await tell();
    expect(sentTo()).toEqual([addressOfLee]);
    expect(texts()[0]).toContain('Sam Berg');
    for (const name of ['Noor', 'Kai', 'Haddad']) expect(texts()[0]).not.toContain(name);
    expect(texts()[0]).toMatch(
      /People in your team: 3 Ready: 1 Not ready yet: 2 Reminded, and not ready yet -+ - Sam Berg A word/,
    );
  });

  it('reads no object id where a name is not known', async () => {
    const { tell, texts } = await aTeam([{ ...sam, name: '' }]);
    await tell();
    expect(texts()[0]).toContain('Not ready yet: 1 Reminded, and not ready yet');
    expect(texts()[0]).not.toContain(personId(1).slice(0, 8));
  });

  it('reads it in their own language', async () => {
    const { tell, texts, addManager } = await aTeam([sam]);
    await addManager(lee, addressOfLee, { preferredLanguage: 'sv-SE' });
    await tell();
    expect(texts()[0]).toContain('Så ligger ditt team till');
  });

  it('is told numbers alone, unless the document wants names', async () => {
    const { tell, texts } = await aTeam([sam, kai], { followUp: { tellManagerAfterReminders: 2 } });
    await tell();
    expect(texts()[0]).toMatch(/People in your team: 2 Ready: 1 Not ready yet: 1 To respect/);
    expect(texts()[0]).not.toMatch(/Sam|Kai/u);
  });

  it('hears once a week, however often it is looked, and by whichever process', async () => {
    const { ports, rules, tell, anew, texts } = await aTeam([sam]);
    for (let run = 0; run < 3; run++) {
      await tell();
      anew();
      ports.clock.advance({ hours: 24 });
    }
    expect(texts()).toHaveLength(1);
    ports.clock.set(at('2026-12-07T10:00:00Z'));
    await tell({}, { cadence: { ...rules.cadence, reportReadAt: at('2026-12-07T02:00:00Z') } });
    expect(texts()).toHaveLength(2);
  });

  it.each<[string, readonly Member[], DocumentChange]>([
    ['of a team that was not reminded so often', [noor, kai], afterTwo],
    ['of a team that is ready', [kai], afterTwo],
    ['of people whose accounts are disabled', [{ ...sam, isGone: true }], afterTwo],
    ['of a document that tells none', [sam], {}],
  ])('%s hears nothing', async (_, members, change) => {
    const { tell, sentTo } = await aTeam(members, change);
    await tell();
    expect(sentTo()).toEqual([]);
  });

  it.each<[string, Partial<Parameters<typeof aUser>[0]>]>([
    ['who has left', { accountEnabled: false }],
    ['who is a guest', { userType: 'guest' }],
    ['without a mailbox', { mail: undefined, otherMails: [] }],
  ])('%s hears nothing, and the next one does', async (_, more) => {
    const { tell, sentTo, addManager, ports } = await aTeam([sam, { ...sam, name: 'Ann', of: kim }]);
    await addManager(lee, addressOfLee, more);
    await tell();
    expect(sentTo()).toEqual(['kim@contoso.com']);
    expect(ports.journal.lines.map(({ event }) => event)).toContain('managerLeftOut');
  });

  it.each([
    ['under DRY_RUN', { dryRun: true }],
    ['while the campaign is paused', { paused: true }],
  ])('hears nothing %s, and afterwards does', async (_, stop) => {
    const { tell, sentTo } = await aTeam([sam]);
    await tell(stop);
    expect(sentTo()).toEqual([]);
    await tell();
    expect(sentTo()).toEqual([addressOfLee]);
  });

  it('hears nothing at night, nor while nobody sees registrations', async () => {
    const { ports, rules, tell, sentTo } = await aTeam([sam]);
    await tell({}, { cadence: { ...rules.cadence, reportReadAt: after({ days: -3 }) } });
    ports.clock.set(at('2026-12-02T02:00:00Z'));
    await tell();
    expect(sentTo()).toEqual([]);
  });

  it.each<[string, SendAnswer, number]>([
    ['is throttled is sent when the service takes mail again', { kind: 'throttled', retryAfterSeconds: 60 }, 2],
    ['was refused is not sent again', { kind: 'refused', because: '400' }, 1],
    ['has no known outcome is not sent again', { kind: 'ambiguous', because: 'no answer' }, 1],
  ])('whose letter %s', async (_, answer, requests) => {
    const { ports, tell, anew, sentTo } = await aTeam([sam]);
    ports.mailer.answerNext(answer);
    for (let run = 0; run < 3; run++) {
      await tell();
      anew();
      ports.clock.advance({ minutes: 15 });
    }
    expect(sentTo()).toEqual(Array.from({ length: requests }, () => addressOfLee));
    expect(new Set(ports.mailer.requests.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('leaves nothing behind that names anybody, and after a week nothing at all', async () => {
    const { ports, rules, tell, anew } = await aTeam([sam]);
    await tell();
    const { letters } = await ports.ownerLetters.read();
    expect(letters.managers).toEqual({ week: '2026-W49', after: personId(lee), isOver: true });
    const id = `team|2026-W49|${personId(lee)}`;
    const notice = await ports.notices.read(id);
    expect(notice).toMatchObject({ mails: [{ state: 'accepted', to: '' }] });
    expect(JSON.stringify(notice)).not.toMatch(/Sam|Lee|contoso/u);
    ports.clock.set(at('2026-12-07T10:00:00Z'));
    anew();
    await tell({}, { cadence: { ...rules.cadence, reportReadAt: at('2026-12-07T02:00:00Z') } });
    expect(await ports.notices.read(id)).toBeUndefined();
  });

  it('is one of many: some in each run, in the order of their ids, until all have heard', async () => {
    const capacity = { mailsPerHour: 20, mailsPerMinute: 30 };
    const { ports, tell, sentTo } = await aTeam([sam, { ...sam, name: 'Ann', of: kim }], { ...afterTwo, capacity });
    await tell();
    expect(sentTo()).toEqual([addressOfLee]);
    ports.clock.advance({ minutes: 15 });
    await tell();
    expect(sentTo()).toEqual([addressOfLee, 'kim@contoso.com']);
    expect(ports.journal.lines.filter(({ event }) => event === 'managersTold')).toHaveLength(2);
  });
});
