import type { PlanDraft } from '../../shared/campaign/plan-draft.ts';
import type { PlanStore } from '../../shared/ports/plan-store.ts';
import { kept } from './kept.ts';

/** Drafts in memory. */
export class FakePlanStore implements PlanStore {
  readonly #drafts = new Map<string, PlanDraft>();

  async keep(draft: PlanDraft): Promise<void> {
    this.#drafts.set(draft.confirm, kept(draft));
  }

  async find(confirm: string): Promise<PlanDraft | undefined> {
    return this.#drafts.get(confirm);
  }

  async forgetBefore(before: Date): Promise<number> {
    const old = [...this.#drafts.values()].filter(({ plannedAt }) => plannedAt < before);
    for (const { confirm } of old) this.#drafts.delete(confirm);
    return old.length;
  }
}
