import type { z } from 'zod';
import { userShape } from '../../../shared/api/user-operations.ts';
import type { OperatorsCampaign } from './operators-campaign.ts';

type ShownUser = z.infer<typeof userShape>;

/** One person, as the API shows them. */
async function userOf(campaign: OperatorsCampaign, userId: string): Promise<ShownUser> {
  const answer = await campaign.ask('GET', `users/${userId}`);
  if (!answer.ok) throw new Error(`GET users/${userId} answered ${answer.status} ${await answer.text()}`);
  return userShape.parse(await answer.json());
}

/** One message of a person, as the API shows it. */
export async function messageOf(campaign: OperatorsCampaign, userId: string, messageId: string) {
  const { messages } = await userOf(campaign, userId);
  return messages.find((message) => message.messageId === messageId);
}

/** Everybody whom a wave is for, by object id. */
export async function peopleOf(campaign: OperatorsCampaign, waveId: string): Promise<readonly string[]> {
  const csv = await (await campaign.ask('GET', `waves/${waveId}/recipients.csv`)).text();
  const [, ...rows] = csv.split(/\r?\n/);
  return rows.map((row) => row.split(',')[0]!).filter((userId) => userId !== '');
}

/** People of a wave with a mail that was delivered. */
export async function delivered(campaign: OperatorsCampaign, waveId: string, count: number) {
  const found = [];
  for (const userId of await peopleOf(campaign, waveId)) {
    if (found.length === count) break;
    const { messages, verdict } = await userOf(campaign, userId);
    const message = messages.find(({ state }) => state === 'delivered');
    if (message && verdict.address) found.push({ userId, messageId: message.messageId, address: verdict.address });
  }
  if (found.length < count) throw new Error(`only ${found.length} of ${waveId} have had a mail that was delivered`);
  return found;
}

/** How many mails have reached the organisation so far. */
export const mailsOf = (campaign: OperatorsCampaign): number => campaign.simulation.summary().mails.total;
