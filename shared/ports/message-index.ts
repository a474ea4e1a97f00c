import type { Step } from '../delivery/steps.ts';

export interface IndexedMessage {
  readonly messageId: string;
  readonly userId: string;
  readonly step: Step;
}

/** Whose message an id is: delivery reports bring nothing but the id. */
export interface MessageIndex {
  /** Written before the message itself, so that no report can come for an id that is not here. Idempotent. */
  put(messages: readonly IndexedMessage[]): Promise<void>;
  find(messageId: string): Promise<IndexedMessage | undefined>;
}
