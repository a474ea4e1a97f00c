import { preflightWords, type PreflightWords } from '../../../preflight/preflight-words.ts';
import { peopleChecksInSwedish, tenantChecksInSwedish } from './checks-of-tenant-in-swedish.ts';
import { runningChecksInSwedish, sendingChecksInSwedish } from './checks-of-app-in-swedish.ts';
import { inBoth, type InBoth } from './in-both.ts';

/** What the checks say, and what to do about it. */
export const checkWords: InBoth<PreflightWords> = inBoth<PreflightWords>(preflightWords, {
  ...tenantChecksInSwedish,
  ...peopleChecksInSwedish,
  ...sendingChecksInSwedish,
  ...runningChecksInSwedish,
});
