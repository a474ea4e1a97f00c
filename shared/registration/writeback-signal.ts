import { byTime, type Evidence } from './evidence.ts';

/** https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting */
const writebackIsOff = /^\s*user's password is managed on-premises/i;
/** The words by which such a failure is known. */
export const writebackOffReason = "User's password is managed on-premises";

/** The reset failed since the password is managed on-premises and writeback is off. */
export const failedForWriteback = ({ kind, reason = '' }: Evidence): boolean =>
  kind === 'resetFailed' && writebackIsOff.test(reason);

/** What somebody's own resets last told of writeback, for the account at hand; undefined where they told nothing. */
export function writebackSeenIn(evidence: readonly Evidence[]): { at: Date; isOn: boolean } | undefined {
  const telling = evidence.filter((one) => one.kind === 'resetSucceeded' || failedForWriteback(one));
  const last = telling.toSorted(byTime).at(-1);
  return last && { at: last.at, isOn: last.kind === 'resetSucceeded' };
}
