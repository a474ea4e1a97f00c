import { judgeSending, type SendingState } from '../campaign/sending-state.ts';
import { addDays } from '../registration/add-time.ts';
import { judgeDetection, type Detection } from '../registration/detection.ts';
import type { Agenda } from '../ports/agenda.ts';
import type { Clock } from '../ports/clock.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { CurrentCampaign } from './current-campaign.ts';

export interface ShowSendingPorts {
  readonly agenda: Pick<Agenda, 'readDue'>;
  readonly gates: Pick<GateStore, 'read'>;
  readonly clock: Clock;
}

/** Whether mails leave, and what they wait for. */
export interface Sending {
  readonly state: SendingState;
  /** When the next mail is due: in the future, nothing is held up. Undefined when none is planned. */
  readonly nextDueAt: Date | undefined;
  /** Waves whose mails wait although the others leave. */
  readonly pausedWaves: readonly string[];
  /** While nobody can see who registers, everything but SSPR links waits. */
  readonly detection: Detection;
}

/** No mail is planned so far ahead. */
const daysAhead = 800;

/** Whether mails leave, and whether registrations are seen, without what is due next. One storage transaction. */
export async function showWhetherSending(
  { document, rules, state }: CurrentCampaign,
  dryRun: boolean,
  { gates, clock }: Pick<ShowSendingPorts, 'gates' | 'clock'>,
): Promise<Pick<Sending, 'state' | 'detection'>> {
  const now = clock.now();
  const { gate } = await gates.read();
  return {
    state: judgeSending({ paused: state.status === 'paused', dryRun }, gate, document.capacity, now),
    detection: judgeDetection(rules.cadence, now),
  };
}

/** Says whether mails leave and why not. Two storage transactions. */
export async function showSending(
  campaign: CurrentCampaign,
  dryRun: boolean,
  { agenda, gates, clock }: ShowSendingPorts,
): Promise<Sending> {
  const [whether, [next]] = await Promise.all([
    showWhetherSending(campaign, dryRun, { gates, clock }),
    agenda.readDue(addDays(clock.now(), daysAhead), 1),
  ]);
  return { ...whether, nextDueAt: next?.dueAt, pausedWaves: campaign.rules.cadence.haltedWaves.paused };
}
