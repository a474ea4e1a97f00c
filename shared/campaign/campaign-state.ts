/** Whether the campaign sends. A paused campaign keeps planning and detecting; nothing leaves. */
export interface CampaignState {
  readonly status: 'running' | 'paused';
  /** Why it is paused: an operator's word, or the breaker's. */
  readonly because: string | undefined;
  readonly changedAt: Date;
}
