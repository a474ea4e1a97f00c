import type { Step } from '../../shared/delivery/steps.ts';
import type { CampaignState } from '../../shared/campaign/campaign-state.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import type { LogReading } from '../../shared/registration/detection.ts';
import type { AgendaChange } from '../../shared/ports/agenda.ts';
import type { CheckPlace } from '../../shared/ports/check-cursor.ts';
import type { Journal } from '../../shared/ports/journal.ts';
import type { PersonReading } from '../../shared/ports/person-reader.ts';
import type { JourneyWrite } from '../../shared/ports/recipient-store.ts';
import type { OutgoingMail } from '../../shared/ports/mailer.ts';
import type { OperationAnswer, SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { FakePorts } from '../fakes/ports.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { FakeEntryHints } from '../fakes/fake-entry-hints.ts';
import { NoAnswer, type Invocation } from './servers.ts';

/** What carries requests. `apply` is what a request does to the world; it must not wait for anything. */
export interface Wire {
  request<Answer>(
    invocation: Invocation,
    call: string,
    apply: () => Promise<Answer>,
    detailOf?: () => string,
  ): Promise<Answer>;
}

/** The parts of the world behind the wire. */
export interface Backend {
  readonly stores: FakePorts;
  readonly time: Clock;
  readonly servers: Wire;
  readonly enqueue: (request: SendRequest) => void;
  /** The mail service by the settings of this moment. */
  readonly mailService: () => string;
  readonly send: (mail: OutgoingMail, service: string) => SendAnswer;
  readonly look: (userId: string) => PersonReading;
  readonly ask: (messageId: string, service: string) => OperationAnswer;
  /** Looks at every write of a person when it takes effect. */
  readonly onWrite: (write: JourneyWrite) => void;
  readonly onAgendaTouched: () => void;
  /** Looks at the campaign's state when it is written. */
  readonly onCampaign: (state: CampaignState) => void;
  readonly journal: Journal;
}

/**
 * Every port as one invocation sees it: each call is a request over the wire, which may get lost, come late or be the
 * last thing its server does. A request that gets no answer throws, as the adapters do; the mailer answers for itself.
 */
export function wiredPorts(backend: Backend, invocation: Invocation) {
  const { stores, servers, time } = backend;
  const mailService = backend.mailService();
  const ask = <Answer>(call: string, apply: () => Promise<Answer>, detailOf?: () => string) =>
    servers.request(invocation, call, apply, detailOf);
  const agenda = <Answer>(call: string, apply: () => Promise<Answer>, detailOf?: () => string) => {
    const touching = () => {
      backend.onAgendaTouched();
      return apply();
    };
    return ask(call, touching, detailOf);
  };
  return {
    clock: time,
    ids: stores.ids,
    listMembership: stores.listMembership,
    journal: backend.journal,
    passes: {
      readLastComplete: () => stores.passes.readLastComplete(),
      readCurrent: () => stores.passes.readCurrent(),
      readSeen: () => stores.passes.readSeen(),
      noteSeen: (userId: string, at: Date) => ask('note who was seen', () => stores.passes.noteSeen(userId, at)),
    },
    registeredMethods: undefined,
    mailboxPurposes: undefined,
    people: {
      readPerson: (userId: string): Promise<PersonReading> =>
        ask('look at the person', async () => backend.look(userId)).catch(toAway),
    },
    directory: stores.directory,
    recipients: {
      readJourney: (userId: string) => ask('read the person', () => stores.recipients.readJourney(userId)),
      writeJourney: (write: JourneyWrite) =>
        ask(
          'write the person',
          () => written(write, backend),
          () => whatIs(write),
        ),
      readBody: (userId: string, messageId: string) =>
        ask('read the pinned body', () => stores.recipients.readBody(userId, messageId)),
      writeFacts: (rows: Parameters<FakePorts['recipients']['writeFacts']>[0]) =>
        ask('write facts', () => stores.recipients.writeFacts(rows)),
      markMailboxes: (marks: Parameters<FakePorts['recipients']['markMailboxes']>[0]) =>
        ask('mark mailboxes', () => stores.recipients.markMailboxes(marks)),
      markAbsent: (userIds: readonly string[], since: Date) =>
        ask('mark absent', () => stores.recipients.markAbsent(userIds, since)),
      readMark: () => stores.recipients.readMark(),
      writeMark: (mark: string) => stores.recipients.writeMark(mark),
      readHeads: (next: string | undefined, limit: number) =>
        ask('read heads', () => stores.recipients.readHeads(next, limit)),
      readJourneys: (next: string | undefined) => ask('read journeys', () => stores.recipients.readJourneys(next)),
    },
    messageIndex: {
      enter: (...args: Parameters<FakePorts['messageIndex']['enter']>) =>
        ask('enter into the index', () => stores.messageIndex.enter(...args)),
      find: (messageId: string) => ask('look into the index', () => stores.messageIndex.find(messageId)),
      has: (messageId: string) => ask('look into the index', () => stores.messageIndex.has(messageId)),
    },
    agenda: {
      put: (entries: Parameters<FakePorts['agenda']['put']>[0]) =>
        agenda('put on the agenda', () => stores.agenda.put(entries)),
      readDue: (now: Date, limit: number) => ask('read what is due', () => stores.agenda.readDue(now, limit)),
      watch: (entries: Parameters<FakePorts['agenda']['watch']>[0], watchAt: Date) =>
        agenda('watch what was released', () => stores.agenda.watch(entries, watchAt)),
      readWatched: (now: Date, limit: number) =>
        ask('read what is watched', () => stores.agenda.readWatched(now, limit)),
      replace: (change: AgendaChange) =>
        agenda(
          'change the agenda',
          () => stores.agenda.replace(change),
          () => whatChanges(change),
        ),
      count: (limit: number) => ask('count the agenda', () => stores.agenda.count(limit)),
    },
    gates: {
      read: () => ask('read the gate', () => stores.gates.read()),
      write: (gate: Parameters<FakePorts['gates']['write']>[0], version: string | undefined) =>
        ask('write the gate', () => stores.gates.write(gate, version)),
    },
    campaigns: {
      read: () => ask('read the campaign', () => stores.campaigns.read()),
      write: (
        campaign: Parameters<FakePorts['campaigns']['write']>[0],
        version: Parameters<FakePorts['campaigns']['write']>[1],
      ) => ask('write the campaign', () => campaignWritten(campaign, version, backend)),
    },
    waves: {
      create: (wave: Parameters<FakePorts['waves']['create']>[0]) =>
        ask('create the wave', () => stores.waves.create(wave)),
      read: (waveId: string) => ask('read the wave', () => stores.waves.read(waveId)),
      list: () => ask('list the waves', () => stores.waves.list()),
      update: (wave: Parameters<FakePorts['waves']['update']>[0], version: string) =>
        ask('move the wave on', () => stores.waves.update(wave, version)),
      saveMembers: (waveId: string, userIds: readonly string[]) =>
        ask('save members', () => stores.waves.saveMembers(waveId, userIds)),
      readMembers: (waveId: string) => ask('read members', () => stores.waves.readMembers(waveId)),
    },
    budget: {
      take: (day: string, wanted: number, perDay: number) =>
        ask('take from the budget', () => stores.budget.take(day, wanted, perDay)),
      left: (day: string, perDay: number) => ask('look at the budget', () => stores.budget.left(day, perDay)),
    },
    watermarks: {
      read: (service: Parameters<FakePorts['watermarks']['read']>[0]) =>
        ask('read the watermark', () => stores.watermarks.read(service)),
      write: (service: Parameters<FakePorts['watermarks']['write']>[0], at: Date) =>
        ask('move the watermark', () => stores.watermarks.write(service, at)),
      readReading: () => ask('read when the log was read', () => stores.watermarks.readReading()),
      noteReading: (reading: LogReading) =>
        ask('note when the log was read', () => stores.watermarks.noteReading(reading)),
    },
    tenantFacts: {
      read: () => ask('read what is known of the tenant', () => stores.tenantFacts.read()),
      write: (...args: Parameters<FakePorts['tenantFacts']['write']>) =>
        ask('write what is known of the tenant', () => stores.tenantFacts.write(...args)),
    },
    auditLog: {
      readEvents: (...args: Parameters<FakePorts['auditLog']['readEvents']>) =>
        ask('read the audit log', () => stores.auditLog.readEvents(...args)),
    },
    deliveryTally: {
      add: (...args: Parameters<FakePorts['deliveryTally']['add']>) =>
        ask('count the delivery', () => stores.deliveryTally.add(...args)),
      since: (from: Date) => ask('add up the deliveries', () => stores.deliveryTally.since(from)),
    },
    entryHints: new FakeEntryHints(),
    reopeningCandidates: {
      put: (...args: Parameters<FakePorts['reopeningCandidates']['put']>) =>
        ask('put candidates for a new round', () => stores.reopeningCandidates.put(...args)),
      due: (now: Date, limit: number) =>
        ask('read candidates for a new round', () => stores.reopeningCandidates.due(now, limit)),
      drop: (...args: Parameters<FakePorts['reopeningCandidates']['drop']>) =>
        ask('drop candidates for a new round', () => stores.reopeningCandidates.drop(...args)),
    },
    drifts: {
      read: () => ask('read mass drifts', () => stores.drifts.read()),
      write: (...args: Parameters<FakePorts['drifts']['write']>) =>
        ask('write mass drifts', () => stores.drifts.write(...args)),
    },
    checkCursor: {
      read: () => ask('read the check position', () => stores.checkCursor.read()),
      write: (place: CheckPlace) => ask('move the check position', () => stores.checkCursor.write(place)),
    },
    forgetCursor: {
      read: () => ask('read the place of forgetting', () => stores.forgetCursor.read()),
      write: (place: CheckPlace) => ask('move the place of forgetting', () => stores.forgetCursor.write(place)),
    },
    releaseCount: {
      read: () => ask('read how often was released', () => stores.releaseCount.read()),
      write: (count: number) => ask('write how often was released', () => stores.releaseCount.write(count)),
    },
    sendQueue: {
      enqueue: async (requests: readonly SendRequest[]) => {
        for (const request of requests) await ask('enqueue', async () => backend.enqueue(request));
      },
    },
    mailer: {
      send: (mail: OutgoingMail): Promise<SendAnswer> =>
        ask('POST the mail', async () => backend.send(mail, mailService)).catch(toAmbiguous),
      ask: (messageId: string): Promise<OperationAnswer> =>
        ask('ask about the mail', async () => backend.ask(messageId, mailService)).catch(toNoAnswer),
    },
  };
}

async function campaignWritten(
  campaign: Parameters<FakePorts['campaigns']['write']>[0],
  version: string | undefined,
  { stores, onCampaign }: Backend,
) {
  const answer = await stores.campaigns.write(campaign, version);
  if (answer.kind === 'written') onCampaign(campaign.state);
  return answer;
}

async function written(write: JourneyWrite, { stores, onWrite }: Backend) {
  const answer = await stores.recipients.writeJourney(write);
  if (answer.kind === 'written') onWrite(write);
  return answer;
}

function toAmbiguous(error: unknown): SendAnswer {
  if (error instanceof NoAnswer) return { kind: 'ambiguous', because: 'TimeoutError' };
  throw error;
}

function toAway(error: unknown): PersonReading {
  if (error instanceof NoAnswer) return { kind: 'away', because: 'TimeoutError' };
  throw error;
}

function toNoAnswer(error: unknown): OperationAnswer {
  if (error instanceof NoAnswer) return { kind: 'noAnswer', because: 'TimeoutError' };
  throw error;
}

function whatIs({
  messages = [],
  evidence,
  enrolment,
  otherEnrolments,
  reopenings,
  bodies,
  seen,
}: JourneyWrite): string {
  const parts = [
    ...messages.map(({ step, state }) => `${kindOf(step)} ${state}`),
    ...(bodies ? ['body'] : []),
    ...(evidence ? ['evidence'] : []),
    ...((enrolment ?? otherEnrolments) ? ['enrolment'] : []),
    ...(reopenings ? ['a new round'] : []),
    ...(seen ? ['facts'] : []),
  ];
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}

const kindOf = (step: Step): string => (step.startsWith('reminder') ? 'reminder' : step);

function whatChanges({ put, putWatch, drop, dropWatch }: AgendaChange): string {
  const parts = [
    ...(put?.length ? ['put'] : []),
    ...(putWatch?.length ? ['watch'] : []),
    ...(drop?.length ? ['drop'] : []),
    ...(dropWatch?.length ? ['unwatch'] : []),
  ];
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}
