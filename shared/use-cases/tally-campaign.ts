import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { TallyCounter, type Tally } from '../campaign/tally.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';

/** Counts where everyone stands. Reads all recipients: for a summary, not for every page view. */
export async function tallyCampaign(policy: CadencePolicy, now: Date, recipients: RecipientStore): Promise<Tally> {
  const counter = new TallyCounter(policy, now);
  for await (const journey of allJourneys(recipients)) counter.add(journey);
  return counter.total();
}
