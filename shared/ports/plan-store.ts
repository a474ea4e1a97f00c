import type { PlanDraft } from '../campaign/plan-draft.ts';

/** What dry runs decided, so that a launch enrols exactly those people or nobody. */
export interface PlanStore {
  /** Keeps a draft under its `confirm`; the oldest ones give way. Keeping the same one again changes nothing. */
  keep(draft: PlanDraft): Promise<void>;
  /** Undefined for a `confirm` that no dry run answered, or one that is long past. */
  find(confirm: string): Promise<PlanDraft | undefined>;
  /** Forgets the drafts that were planned before, with their people, and answers how many. */
  forgetBefore(before: Date): Promise<number>;
}
