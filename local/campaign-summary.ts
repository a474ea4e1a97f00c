import { styleText } from 'node:util';
import type { Standing } from './host-messages.ts';
import type { SimulationSummary } from './simulation/summary.ts';

/** The campaign at its end, as `npm start` prints it. The same campaign gives the same text. */
export function summaryText(
  { now, tally, setAside }: Standing,
  truth: SimulationSummary,
  faults: readonly string[],
): string {
  const { campaign, mails, duplicates, wrongMails, owners } = truth;
  const { places } = tally;
  const lines = [
    styleText('bold', `The campaign has run out (${now.slice(0, 10)}).`),
    row('Recipients', tally.people),
    row('  can reset', places.canReset),
    row('  on the way', places.onTheWay),
    row('  wait for a wave', places.waits),
    row('  need a person', places.needsPerson),
    row('  ended', total(places.ended), reasons(places.ended)),
    row('  left out', total(places.leftOut), reasons(places.leftOut)),
    row('Enrolled', tally.enrolled),
    row('  rows set aside', setAside, 'unreadable in the report or the directory: never taken for registered'),
    row('Nudged', tally.nudged, `${campaign.neverNudged.length} eligible people without a nudge`),
    row('Registered after it', campaign.registeredAfterNudge),
    row('  got the SSPR link', tally.linked, `${campaign.withoutSsprLink.length} who registered are without one`),
    row('Could reset before', campaign.couldReset, `${campaign.neverTold.length} of them were not told where`),
    row('  by phone alone', mails.byKind.otherWay, `asked for another way, ${campaign.neverAsked.length} were not`),
    row('Mails', mails.total, reasons(stepCounts(tally))),
    row('  sent twice', duplicates.length),
    row('  to the wrong people', wrongMails.length),
    row('Told to owners', owners.mails, `to ${owners.mailboxes} mailboxes, about people whose reset does not work`),
    row('Resets', truth.resets.succeeded, `${truth.resets.failed} failed`),
  ];
  const verdict =
    faults.length === 0
      ? styleText('green', 'Nobody was mailed twice, nobody was lost: the places add up to the people.')
      : styleText('red', `Promises broken:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return [...lines, verdict].join('\n');
}

const row = (name: string, count: number, note = ''): string =>
  `${name.padEnd(22)}${String(count).padStart(6)}${note && `   ${styleText('gray', note)}`}`;

function stepCounts({ messages }: Standing['tally']): Record<string, number> {
  const sent = ([step, states]: [string, (typeof messages)[string]]) => {
    const { planned = 0, due = 0, cancelled = 0, rejected = 0, ...accepted } = states;
    return [step, total(accepted)] as const;
  };
  return Object.fromEntries(
    Object.entries(messages)
      .map(sent)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

function reasons(counts: Readonly<Partial<Record<string, number>>>): string {
  return Object.entries(counts)
    .filter(([, count]) => (count ?? 0) > 0)
    .toSorted(([a, m], [b, n]) => n! - m! || a.localeCompare(b))
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}

const total = (counts: Readonly<Partial<Record<string, number>>>): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
