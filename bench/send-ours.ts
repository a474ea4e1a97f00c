import { AzureNamedKeyCredential, generateAccountSas } from '@azure/data-tables';
import { createMailer } from '../shared/adapters/communication-services/mailer.ts';
import { connectTables, ensureTables } from '../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../shared/adapters/tables/table-stores.ts';
import type { Message } from '../shared/delivery/message.ts';
import type { StoredJourney } from '../shared/ports/recipient-store.ts';
import { renderMessage } from '../shared/use-cases/render-message.ts';
import { sendMessage } from '../shared/use-cases/send-message.ts';
import { changeJourney } from '../shared/use-cases/write-plan.ts';
import { aDocument, someOrigin } from '../test/builders/documents.ts';
import { aRegistration, premiumPlan } from '../test/builders/people.ts';
import { someRules } from '../test/builders/policies.ts';
import { someFacts, userId } from '../test/contracts/samples.ts';
import { aClock } from '../test/fakes/fake-clock.ts';
import { FakePersonReader } from '../test/fakes/fake-person-reader.ts';
import { fakePorts } from '../test/fakes/ports.ts';
import { report } from './processes.ts';

/**
 * Mails as the app sends them, from due to accepted: `node bench/send-ours.ts ACS_ORIGIN MAILS_BEFORE MAILS [STORAGE_CONNECTION]`.
 * Without storage the state is kept in memory.
 */
const [endpoint = '', mailsBefore = '0', mails = '0', storage = ''] = process.argv.slice(2);
const warmUp = Number(mailsBefore);
const inFlight = 16;

const clock = aClock('2026-12-01T09:00:00Z');
const now = clock.now();
const [document, rules] = [aDocument(), someRules()];
const connection = { kind: 'connectionString', connectionString: `endpoint=${endpoint};accesskey=bG9jYWw=` } as const;
const mailer = createMailer({ connection, clock });
/** What stands for the directory asks no storage, and counts how often it is asked. */
const people = new FakePersonReader();
const ports = { ...fakePorts(now), ...(await connectState()), people, mailer, clock };

async function connectState() {
  if (storage === '') return {};
  const prefix = `s${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await ensureTables(connectTables({ kind: 'connectionString', connectionString: storage }, { prefix }));
  const tables = connectTables({ kind: 'connectionString', connectionString: byToken(storage) }, { prefix });
  return createTableStores(tables);
}

/** In Azure requests carry an identity's token; here a token too, since Azurite takes no identity without TLS. */
function byToken(connectionWithKey: string): string {
  const [, name = '', key = ''] = /AccountName=([^;]+);AccountKey=([^;]+)/.exec(connectionWithKey) ?? [];
  const rights = { services: { table: true }, resourceTypes: 'co' };
  const permissions = { query: true, write: true, delete: true, list: true, add: true, update: true };
  const token = generateAccountSas(new AzureNamedKeyCredential(name, key), { ...rights, permissions });
  const [tables = ''] = /TableEndpoint=[^;]+/.exec(connectionWithKey) ?? [];
  return `${tables};SharedAccessSignature=${token}`;
}

const total = warmUp + Number(mails);
const facts = Array.from({ length: total }, (_, n) => someFacts(n)).map((row) => ({
  ...row,
  user: { ...row.user, userType: 'member' as const, accountEnabled: true, servicePlanIds: [premiumPlan] },
  registration: aRegistration(),
}));
await ports.recipients.writeFacts(facts);
for (const { user } of facts) people.put(user);
const enrolment = { waveId: 'bench', enrolledAt: now, namedByWave: false };
await each(0, total, async (n) => {
  await changeJourney(userId(n), () => ({ enrolment }), { rules, now, ports });
});
/** As `releaseMessages` leaves them: on their way, and watched. */
const watchAt = new Date(now.getTime() + 20 * 60_000);
const plannedUntil = new Date(now.getTime() + 365 * 86_400_000);
await ports.agenda.watch(await ports.agenda.readDue(plannedUntil, Infinity), watchAt);
await sendFrom(0, warmUp);

await report(async () => {
  await sendFrom(warmUp, total);
  return { mails: total - warmUp, looks: people.asked.length - warmUp };
});

async function sendFrom(from: number, to: number): Promise<void> {
  const context = {
    rules,
    brakes: { paused: false, dryRun: false },
    render: (message: Message, journey: StoredJourney) =>
      renderMessage(message, journey, { document, rules }, { origin: someOrigin, now }),
  };
  await each(from, to, async (n) => {
    const { kind, because } = await sendMessage({ userId: userId(n), step: 'nudge', watchAt }, context, ports);
    if (kind !== 'accepted') throw new Error(`A mail was not sent: ${kind} ${because}`);
  });
}

async function each(from: number, to: number, act: (n: number) => Promise<void>): Promise<void> {
  let next = from;
  const work = async () => {
    while (next < to) await act(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}
