import { type Message, historyLost } from '../../shared/delivery/message.ts';
import { countedAsSent, startedAnew } from '../../shared/campaign/lost-history.ts';
import { madeElsewhere } from '../../shared/delivery/reconciliation.ts';

/** The last thing that happened to a message: from which state to which, and why; ids and numbers left out. */
export function lastMoveOf({ state, history, claim, because: noted }: Message): string {
  if (state === 'claimed' && noted === madeElsewhere) return 'message: claimed, with another service';
  if (state === 'claimed' && claim?.deniedAt) return 'message: claimed, denied once';
  if (state === 'claimed' && noted) return 'message: claimed, no answer';
  const last = history.at(-1)!;
  const move = moveBetween(history.at(-2)?.state ?? 'nothing', last.state);
  return last.because ? `${move}: ${last.because.replaceAll(/<[^>]*>|\d+/g, '…')}` : move;
}

const moves = new Map<string, Map<string, string>>();

/** Each text is made once and kept: there are millions of moves, and a new text has to be hashed before it is counted. */
function moveBetween(before: string, after: string): string {
  const from = moves.get(before) ?? new Map<string, string>();
  moves.set(before, from);
  const known = from.get(after) ?? `message: ${before} → ${after}`;
  from.set(after, known);
  return known;
}

/**
 * Every move that the worlds make of a message, as `lastMoveOf` names it. One of this list that the worlds of
 * the proof do not make, or one that they make and that is not in the list, fails it.
 */
export const namedMoves: readonly string[] = [
  'accepted → accepted: unknown delivery status Puzzled',
  'accepted → bounced: Bounced',
  'accepted → delivered: Delivered',
  'accepted → failed: Failed',
  'accepted → filtered: Quarantined',
  'accepted → suppressed: Suppressed',
  'cancelled → planned',
  'cancelled → unknown: no certain outcome after … hours',
  'claimed → accepted',
  'claimed → accepted: the service knows the id',
  'claimed → accepted: unknown delivery status Puzzled',
  'claimed → bounced: Bounced',
  'claimed → delivered: Delivered',
  'claimed → due: the service denied the id twice',
  'claimed → due: … Denied',
  'claimed → due: …',
  'claimed → failed: Failed',
  'claimed → filtered: Quarantined',
  'claimed → rejected: … TooLarge',
  'claimed → suppressed: Suppressed',
  'claimed → unknown: a mail may have left under this id before, and what was stored of it is gone',
  'claimed → unknown: no certain outcome after … hours',
  'claimed, denied once',
  'claimed, no answer',
  'claimed, with another service',
  'due → cancelled: accountDisabled',
  'due → cancelled: notInDirectory',
  'due → cancelled: addressSuppressed',
  'due → cancelled: alreadyCapable',
  'due → cancelled: excludedByOperator',
  'due → cancelled: notEnrolled',
  'due → cancelled: notReported',
  'due → cancelled: overtaken by phone-only',
  'due → cancelled: overtaken by sspr-link',
  'due → cancelled: waveCancelled',
  'due → claimed',
  'due → due: wavePaused',
  'due → due: waveResumed',
  'due → unknown: no certain outcome after … hours',
  `nothing → accepted: ${countedAsSent}`,
  'nothing → planned',
  'nothing → unknown: a mail may have left under this id before, and what was stored of it is gone',
  'nothing → planned: otherAddress',
  'nothing → planned: reopened',
  'planned → cancelled: accountDisabled',
  'planned → cancelled: notInDirectory',
  'planned → cancelled: addressSuppressed',
  'planned → cancelled: alreadyCapable',
  'planned → cancelled: done',
  'planned → cancelled: excludedByOperator',
  'planned → cancelled: notEnrolled',
  'planned → cancelled: notReported',
  'planned → cancelled: overtaken by nudge',
  'planned → cancelled: overtaken by phone-only',
  'planned → cancelled: overtaken by sspr-link',
  'planned → cancelled: waveCancelled',
  `planned → cancelled: ${startedAnew}`,
  'planned → claimed',
  'planned → planned: wavePaused',
  'planned → planned: waveResumed',
  `unknown → accepted: ${countedAsSent}`,
].map((move) => `message: ${move}`);

/** Moves that only one world in some thousand makes. */
export const rareMoves: readonly string[] = namedMoves.filter((move) =>
  /: due → (due|unknown|cancelled)|: cancelled → unknown|: nothing → unknown/.test(move),
);

/**
 * For twenty hours nobody could say what became of the mail, or its row was lost and begun anew, and then its report comes.
 * A million worlds may still not make each of these moves. test/shared/delivery/delivery-report.test.ts makes them one by one.
 * An operator decides about lost histories while a mail that its row forgot waits: test/shared/use-cases/decide-lost.test.ts.
 * And somebody registers another way than the phone in the minutes in which the mail about it waits to be sent again:
 * test/shared/campaign/phone-only-step.test.ts.
 */
export const rarestMoves: readonly string[] = [
  'accepted: unknown delivery status Puzzled',
  'bounced: Bounced',
  'delivered: Delivered',
  'failed: Failed',
  'filtered: Quarantined',
  'suppressed: Suppressed',
]
  .flatMap((end) => ['unknown', 'planned', 'due', 'cancelled'].map((start) => `message: ${start} → ${end}`))
  .concat(['due', 'planned'].map((start) => `message: ${start} → unknown: ${historyLost}`))
  .concat(['due', 'planned', 'cancelled'].map((start) => `message: ${start} → accepted: ${countedAsSent}`))
  .concat('message: due → cancelled: done');

/** Every fault that occurs in the worlds. */
export const namedFaults: readonly string[] = [
  'directory: away',
  'directory: refused',
  'directory: throttled',
  'fault: answer lost',
  'fault: crash after a request',
  'fault: crash before a request',
  'fault: request comes late',
  'fault: request lost',
  'fault: storage is out',
  'mail service: ambiguous',
  'mail service: no status',
  'mail service: refused',
  'mail service: throttled',
  'mail service: unavailable',
];

/** What the breaker, operators and time do in the worlds. */
export const namedOperatorMoves: readonly string[] = [
  'time: journeys are forgotten',
  'time: somebody loses the reset',
  'time: a new round begins',
  'breaker: pauses the campaign',
  'operator: decides about lost histories: startAnew',
  'operator: decides about lost histories: writtenTo',
  'operator: another mail sender',
  'operator: another mail service',
  'operator: loses rows of a person: all',
  'operator: loses rows of a person: head',
  'operator: loses rows of a person: messages',
  'operator: resumes the campaign',
];
