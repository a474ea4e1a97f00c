import type { Standing } from './host-messages.ts';
import type { SimulationSummary } from './simulation/summary.ts';

/**
 * Compares what the campaign has stored with what happened in the simulated organisation. Answers every promise that
 * was broken, in words; none when all is well.
 */
export function judgeCampaign(
  { tally, agenda, poisoned, goals }: Standing,
  truth: SimulationSummary,
): readonly string[] {
  const { campaign, duplicates, wrongMails, owners } = truth;
  const checks: readonly (readonly [boolean, string])[] = [
    [
      duplicates.length === 0,
      `${duplicates.length} mails were sent twice: ${list(duplicates.map(({ userId }) => userId))}`,
    ],
    [
      wrongMails.length === 0,
      `${wrongMails.length} mails should not have been sent: ${list(wrongMails.map((one) => `${one.userId} (${one.why})`))}`,
    ],
    [
      campaign.neverNudged.length === 0,
      `${campaign.neverNudged.length} people were forgotten: ${list(campaign.neverNudged)}`,
    ],
    [
      campaign.withoutSsprLink.length === 0,
      `${campaign.withoutSsprLink.length} people registered and got no SSPR link: ${list(campaign.withoutSsprLink)}`,
    ],
    [
      campaign.neverTold.length === 0 || !goals.includes('knowTheLink'),
      `${campaign.neverTold.length} people could reset and were never told where: ${list(campaign.neverTold)}`,
    ],
    [
      campaign.neverAsked.length === 0 || !goals.includes('outlastPhones'),
      `${campaign.neverAsked.length} people reset by phone alone and were not asked for another way: ${list(campaign.neverAsked)}`,
    ],
    [owners.wrongDigests.length === 0, owners.wrongDigests.slice(0, 5).join('; ')],
    [owners.withNames === 0, `${owners.withNames} mails to owners name somebody`],
    [addsUp(tally), 'the places do not add up to the people'],
    [agenda.due + agenda.watched === 0, `${agenda.due + agenda.watched} agenda entries are left over`],
    [unknownMessages(tally) === 0, `${unknownMessages(tally)} messages ended without a certain outcome`],
    [poisoned === 0, `${poisoned} messages are in the poison queues`],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}

const unknownMessages = ({ messages }: Standing['tally']): number =>
  Object.values(messages).reduce((total, states) => total + (states.unknown ?? 0) + (states.claimed ?? 0), 0);

/** Each person stands in one place. */
export const addsUp = ({ people, places }: Pick<Standing['tally'], 'people' | 'places'>): boolean =>
  people === peopleIn(places);

const peopleIn = ({ ended, leftOut, ...others }: Standing['tally']['places']): number =>
  sum(others) + sum(ended) + sum(leftOut);

const sum = (counts: Readonly<Partial<Record<string, number>>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

const list = (items: readonly string[]): string => items.slice(0, 5).join(', ') + (items.length > 5 ? ', …' : '');
