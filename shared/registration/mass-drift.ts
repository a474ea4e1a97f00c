/** What people lack who could reset and can no more, by the report. */
export const driftCauses = ['notInScope', 'methodsNotAllowed', 'notRegistered'] as const;
export type DriftCause = (typeof driftCauses)[number];

/** What an operator decides about those who lost the reset in a mass drift. */
export const driftDecisions = ['reopen', 'leave'] as const;
export type DriftDecision = (typeof driftDecisions)[number];

/** More people lost the reset between two passes than do so by themselves. */
export interface MassDrift {
  /** The pass that found it. */
  readonly passId: string;
  readonly foundAt: Date;
  readonly people: number;
  /** How many could reset by the pass before. */
  readonly capableBefore: number;
  readonly causes: Readonly<Partial<Record<DriftCause, number>>>;
  /** Undefined until an operator has decided: up to then nobody of them is asked once more. */
  readonly decision?: DriftDecision | undefined;
  /** How many of those who are to be asked have been looked at. */
  readonly handedOn?: number | undefined;
}

const mostPeople = 20;
const mostOfCapable = 0.02;

/** Whether so many lost the reset in one pass that a policy was changed rather than that each of them did something. */
export const isMassDrift = (people: number, capableBefore: number): boolean =>
  people > mostPeople && people > capableBefore * mostOfCapable;

/** What most of them lack. */
export const likelyCauseOf = ({ causes }: Pick<MassDrift, 'causes'>): DriftCause =>
  driftCauses.toSorted((a, b) => (causes[b] ?? 0) - (causes[a] ?? 0))[0]!;

/** Whether somebody has to decide about it. */
export const isUndecided = ({ decision }: MassDrift): boolean => decision === undefined;

/** Whether those whom it is about are still to be looked at. */
export const isToBeHandedOn = ({ decision, handedOn = 0, people }: MassDrift): boolean =>
  decision === 'reopen' && handedOn < people;

/** Of those that are decided the oldest go: the audit trail keeps what was. */
const keptDrifts = 20;

/** The drifts with one more; one that the same pass had found already stays as it is. */
export const withDrift = (drifts: readonly MassDrift[], drift: MassDrift): readonly MassDrift[] =>
  drifts.some(({ passId }) => passId === drift.passId)
    ? drifts
    : [...drifts.filter((one, n) => isOpen(one) || n > drifts.length - keptDrifts), drift];

const isOpen = (drift: MassDrift): boolean => isUndecided(drift) || isToBeHandedOn(drift);
