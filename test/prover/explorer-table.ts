import { claimOnly, lease, markFirst, naive, ours, type Protocol } from './explored-protocols.ts';
import type { ExplorerSetting } from './explorer.ts';

/** One line of the table: a protocol, what may go wrong, and what must come out. */
export interface Line {
  readonly assumption: string;
  readonly protocol: Protocol;
  readonly setting: ExplorerSetting;
  readonly expected: { readonly maxMails: number; readonly isLostSilently: boolean };
  /** Too many states for every commit. */
  readonly isLong?: true;
}

const some: ExplorerSetting = {
  crashes: 1,
  losses: 1,
  redeliveries: 1,
  lateRequests: 0,
  lateForEver: false,
  lies: 0,
  dedupe: 'never',
  rounds: 9,
};
const few = { ...some, redeliveries: 0 };
const once = { maxMails: 1, isLostSilently: false };

/** The protocols of others must show their faults, or the explorer could not see them; ours what it relies on. */
export const table: readonly Line[] = [
  { assumption: 'no de-duplication', protocol: naive, setting: few, expected: { maxMails: 3, isLostSilently: false } },
  { assumption: 'de-duplication for ever', protocol: naive, setting: { ...few, dedupe: 'always' }, expected: once },
  {
    assumption: 'no de-duplication',
    protocol: markFirst,
    setting: few,
    expected: { maxMails: 1, isLostSilently: true },
  },
  {
    assumption: 'no de-duplication',
    protocol: lease,
    setting: { ...few, losses: 0 },
    expected: { maxMails: 2, isLostSilently: false },
  },
  { assumption: 'no de-duplication', protocol: claimOnly, setting: few, expected: once },
  { assumption: 'no de-duplication, truthful status', protocol: ours, setting: few, expected: once },
  {
    assumption: 'the same, and requests that come up to two minutes late',
    protocol: ours,
    setting: { ...few, losses: 0, lateRequests: 1 },
    expected: once,
  },
  {
    assumption: 'the same, and two workers on one message',
    protocol: ours,
    setting: some,
    expected: once,
    isLong: true,
  },
  {
    assumption: 'two crashes, two lost answers, a late request',
    protocol: ours,
    setting: { ...few, crashes: 2, losses: 1, lateRequests: 1 },
    expected: once,
    isLong: true,
  },
  {
    assumption: 'status denies twice what it knows',
    protocol: ours,
    setting: { ...few, lies: 2 },
    expected: { maxMails: 2, isLostSilently: false },
  },
  {
    assumption: 'the same, with de-duplication',
    protocol: ours,
    setting: { ...few, lies: 2, dedupe: 'always' },
    expected: once,
  },
  {
    assumption: 'the same, with 400 on a repeated id',
    protocol: ours,
    setting: { ...few, lies: 2, dedupe: 'reject400' },
    expected: once,
  },
  {
    assumption: 'requests that come later than a claim is left alone',
    protocol: ours,
    setting: { ...few, crashes: 0, losses: 0, lateRequests: 1, lateForEver: true },
    expected: { maxMails: 2, isLostSilently: false },
  },
  {
    assumption: 'the same, with de-duplication',
    protocol: ours,
    setting: { ...few, crashes: 0, losses: 0, lateRequests: 1, lateForEver: true, dedupe: 'always' },
    expected: once,
  },
];
