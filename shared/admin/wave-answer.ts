import type { LeftOutReason, WavePlan } from '../campaign/wave-plan.ts';
import type { Wave } from '../campaign/wave.ts';
import { exclusionText, type ExclusionReason } from '../recipient/exclusion.ts';
import { jsonAnswer, problemAnswer, type Answer, type Problem } from './problem.ts';

type Outcome =
  | { readonly kind: 'dryRun' | 'nobody'; readonly plan: WavePlan }
  | { readonly kind: 'launched'; readonly wave: Wave; readonly plan: WavePlan }
  | { readonly kind: 'alreadyThere'; readonly wave: Wave }
  | { readonly kind: 'noSuchGroup'; readonly groupId: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

const sampleSize = 10;

/** What `POST /api/waves` answers. */
export function answerWave(outcome: Outcome): Answer {
  switch (outcome.kind) {
    case 'dryRun':
      return jsonAnswer(200, { dryRun: true, ...describePlan(outcome.plan) });
    case 'launched':
      return jsonAnswer(
        202,
        { dryRun: false, wave: describeWave(outcome.wave), ...describePlan(outcome.plan) },
        atWave(outcome.wave),
      );
    case 'alreadyThere':
      return jsonAnswer(
        200,
        { dryRun: false, alreadyLaunched: true, wave: describeWave(outcome.wave) },
        atWave(outcome.wave),
      );
    case 'nobody':
      return problemAnswer({
        status: 409,
        title: 'The wave would reach nobody',
        detail: `Nobody is left to write to: ${
          leftOutList(outcome.plan)
            .map(({ people, because }) => `${people} ${because}`)
            .join(', ') || 'the audience is empty'
        }. Nothing was started.`,
      });
    case 'noSuchGroup':
      return problemAnswer({
        status: 422,
        title: 'There is no such group',
        detail: 'The directory has no group of this id. Look it up in Entra under Groups; nothing was started.',
        faults: [{ path: 'groups', message: `${outcome.groupId} is not a group of this tenant` }],
      });
    case 'throttled':
      return problemAnswer({
        status: 503,
        title: 'Microsoft Graph asks to wait',
        detail: `Try again in ${outcome.retryAfterSeconds} seconds. Nothing was started.`,
        headers: { 'retry-after': String(outcome.retryAfterSeconds) },
      });
  }
}

const atWave = ({ waveId }: Wave) => ({ location: `/api/waves/${encodeURIComponent(waveId)}` });

function describePlan(plan: WavePlan) {
  return { selected: plan.selected.length, sample: plan.selected.slice(0, sampleSize), leftOut: leftOutList(plan) };
}

function leftOutList({ leftOut }: WavePlan) {
  return Object.entries(leftOut)
    .toSorted(([, a], [, b]) => b - a)
    .map(([because, people]) => ({ because, people, meaning: meaningOf(because as LeftOutReason) }));
}

const otherText: Readonly<Record<Exclude<LeftOutReason, ExclusionReason>, string>> = {
  alreadyEnrolled: 'Another wave has them already.',
  accountTooNew: 'The account is younger than newJoiners.afterDays.',
  unknownUser: 'Not found in the last full pass: check the object id, or wait for the nightly refresh.',
  overLimit: 'Beyond the limit of the wave.',
};

const meaningOf = (reason: LeftOutReason): string =>
  reason in otherText ? otherText[reason as keyof typeof otherText] : exclusionText[reason as ExclusionReason];

/** A wave as the API shows it. */
export function describeWave({ waveId, name, origin, groups, users, limit, startsAt, state, enrolledCount }: Wave) {
  return { waveId, name, origin, state, startsAt, enrolled: enrolledCount, groups, users: users.length, limit };
}

export const unknownWave = (waveId: string): Problem => ({
  status: 404,
  title: 'There is no such wave',
  detail: `No wave is called ${JSON.stringify(waveId.slice(0, 80))}. Launch one with POST /api/waves.`,
});
