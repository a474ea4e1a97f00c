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

/** Says whether mails leave and why not. Two storage transactions. */
export async function showSending(
  { document, rules, state }: CurrentCampaign,
  dryRun: boolean,
  { agenda, gates, clock }: ShowSendingPorts,
): Promise<Sending> {
  const now = clock.now();
  const [{ gate }, [next]] = await Promise.all([gates.read(), agenda.readDue(addDays(now, daysAhead), 1)]);
  return {
    state: judgeSending({ paused: state.status === 'paused', dryRun }, gate, document.capacity, now),
    nextDueAt: next?.dueAt,
    pausedWaves: rules.cadence.haltedWaves.paused,
    detection: judgeDetection(rules.cadence, now),
  };
}
