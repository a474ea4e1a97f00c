import type { PlanStore } from '../ports/plan-store.ts';
import { addHours } from '../registration/add-time.ts';

/** What was shown to an operator is run, launched or approved within this time, or planned anew. */
const draftHours = 24;

/** Deletes drafts of waves and of files that nobody has run, with the people they name, and answers how many. */
export const forgetOldDrafts = (now: Date, ports: { readonly plans: PlanStore }): Promise<number> =>
  ports.plans.forgetBefore(addHours(now, -draftHours));
