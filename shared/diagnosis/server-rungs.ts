import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { causesByCode } from './reset-code.ts';
import { failed, unclear, type Rung } from './rung.ts';
import { serverEvents } from './server-event.ts';

/** What only people can see: the log of the server, and the page. They are rungs where the caller tells. */
export function climbToServer({ told: { code, event } }: DiagnosisFacts): readonly Rung[] {
  return [...(event === undefined ? [] : [judgeEvent(event)]), ...(code === undefined ? [] : [judgeCode(code)])];
}

function judgeEvent(id: string): Rung {
  const event = serverEvents[id]!;
  const seen = `Event ${id} of ${event.source}: ${event.meaning}.`;
  if (event.cause) return failed('serverEvent', 'caller', event.cause, seen);
  return unclear(
    'serverEvent',
    'caller',
    `${seen} It is no failure.`,
    'Look for the events at the time of the attempt.',
  );
}

const judgeCode = (code: keyof typeof causesByCode): Rung =>
  failed('shownCode', 'caller', causesByCode[code], `The page showed ${code}.`);
