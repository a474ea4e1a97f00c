import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { DiagnosisFacts } from '../diagnosis/diagnosis-facts.ts';
import type { KnownCause } from '../diagnosis/look-up-cause.ts';
import { owners } from '../diagnosis/owner.ts';
import { plainText } from '../diagnosis/plain-text.ts';
import { rungQuestions } from '../diagnosis/rung.ts';

/** A diagnosis as the admin API answers it: no name, no address, no number of the person. */
export function describeDiagnosis(facts: DiagnosisFacts, { cause, otherCause, ladder, ...diagnosis }: Diagnosis) {
  const { resetEvents } = facts;
  return {
    userId: facts.userId,
    checkedAt: facts.now,
    canReset: diagnosis.canReset,
    cause: cause && withOwner(cause),
    otherCause: otherCause && withOwner(otherCause),
    ladder: ladder.map((rung) => ({ ...rung, question: rungQuestions[rung.id] })),
    resetEvents: (resetEvents.kind === 'read' ? resetEvents.value : []).map(
      ({ activity, result, reason, ...event }) => {
        return { ...event, activity: plainText(activity), result: plainText(result), reason: plainText(reason) };
      },
    ),
    casePack: diagnosis.casePack,
  };
}

/** With the words for whoever has to find that person. */
export const withOwner = <Found extends KnownCause>(cause: Found) => ({ ...cause, ownerIs: owners[cause.owner] });
