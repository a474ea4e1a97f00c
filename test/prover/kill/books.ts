import type { Simulation } from '../../../local/simulation/simulation.ts';
import { wasAccepted, type Message } from '../../../shared/delivery/message.ts';
import type { RecipientStore, StoredJourney } from '../../../shared/ports/recipient-store.ts';

/** What became of everybody, by what is stored and by what the mail service took. */
export interface Books {
  readonly recipients: number;
  readonly mails: number;
  /** Mails that somebody got a second time, by the simulated service's own count. */
  readonly duplicates: number;
  /** People who should have been written to and were not, or whose mail is written down as sent and was not. */
  readonly lost: number;
  /** Messages whose fate nobody knows any more: a person has to decide. None of them counts as lost. */
  readonly handedOver: number;
  /** Messages whose row and the service disagree. */
  readonly wrongBooks: number;
  /** Messages without an outcome at the end. */
  readonly unsettled: number;
}

type Services = Pick<Simulation, 'summary' | 'takenIds'>;

/** Compares every stored message with what the mail service took under its id. */
export async function auditBooks(service: Services, recipients: Pick<RecipientStore, 'readJourneys'>): Promise<Books> {
  const { campaign, duplicates, mails } = service.summary();
  const takenIds = service.takenIds();
  const lost = new Set(campaign.neverNudged);
  const counts = { handedOver: 0, wrongBooks: 0, unsettled: 0 };
  for await (const { userId, messages, superseded = [] } of allJourneys(recipients)) {
    for (const message of [...messages, ...superseded]) {
      const entry = compare(message, takenIds.has(message.messageId));
      if (entry === 'sentByTheRowOnly') lost.add(userId);
      if (entry === 'handedOver') lost.delete(userId);
      const count = countOf[entry];
      if (count) counts[count]++;
    }
  }
  return {
    recipients: campaign.toBeNudged,
    mails: mails.total,
    duplicates: duplicates.length,
    lost: lost.size,
    ...counts,
  };
}

type Entry = 'right' | 'handedOver' | 'unsettled' | 'sentByTheRowOnly' | 'sentByTheServiceOnly';

const countOf = {
  right: undefined,
  handedOver: 'handedOver',
  unsettled: 'unsettled',
  sentByTheRowOnly: 'wrongBooks',
  sentByTheServiceOnly: 'wrongBooks',
} as const;

function compare(message: Message, isTaken: boolean): Entry {
  if (message.state === 'unknown') return 'handedOver';
  if (message.state === 'claimed' || message.state === 'due') return 'unsettled';
  if (wasAccepted(message) === isTaken) return 'right';
  return isTaken ? 'sentByTheServiceOnly' : 'sentByTheRowOnly';
}

async function* allJourneys(recipients: Pick<RecipientStore, 'readJourneys'>): AsyncGenerator<StoredJourney> {
  let next: string | undefined;
  do {
    const page = await recipients.readJourneys(next);
    yield* page.journeys;
    next = page.next;
  } while (next !== undefined);
}
