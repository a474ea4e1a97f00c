import { describe, expect, it } from 'vitest';
import { sendRequest } from '../../../shared/campaign/send-request.ts';
import { userOperations } from '../../../shared/api/user-operations.ts';
import {
  compareSteps,
  isFollowUp,
  needsDetection,
  stepLabelOf,
  stepNameOf,
  stepNumberOf,
  steps,
  stepText,
  type Step,
} from '../../../shared/delivery/steps.ts';
import { mailKinds } from '../../../shared/email/mail-facts.ts';
import { now } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';

const inOrder: readonly Step[] = ['nudge', 'reminder-1', 'reminder-2', 'reminder-10', 'sspr-link', 'phone-only'];

describe('the table of steps', () => {
  it('holds the steps that are tried here, and no other', () => {
    expect([...new Set(inOrder.map(stepNameOf))]).toEqual(Object.keys(steps));
  });

  it('tells the order, the label and the number of each', () => {
    expect(inOrder.toReversed().toSorted(compareSteps)).toEqual(inOrder);
    expect(inOrder.map((step) => stepLabelOf(step))).toEqual([
      'Nudge',
      'Reminder 1',
      'Reminder 2',
      'Reminder 10',
      'SSPR link',
      'Another way than the phone',
    ]);
    expect(inOrder.map(stepNumberOf)).toEqual([undefined, 1, 2, 10, undefined, undefined]);
    expect(inOrder.filter(isFollowUp)).toEqual(['sspr-link', 'phone-only']);
    expect(inOrder.filter((step) => !needsDetection(step))).toEqual(['sspr-link']);
  });

  it('gives every mail to one step at the most', () => {
    const given = Object.values(steps).flatMap(({ mailKinds: kinds }) => kinds);
    expect(new Set(given).size).toBe(given.length);
    expect(mailKinds.filter((kind) => !given.some((one) => one === kind))).toEqual([
      'managerSummary',
      'waveNotice',
      'detailsChanged',
      'securityInfoEntered',
    ]);
  });

  it.each([...inOrder, 'reminder-99', 'reminder-0', 'reminder-100', 'survey', ''])(
    'is what the queue and the API take, and nothing else: %j',
    (step) => {
      const isKnown = stepText.safeParse(step).success;
      const inQueue = sendRequest.safeParse({ userId: personId(1), step, watchAt: now.toISOString() });
      const inBody = userOperations.changeUser.body!.safeParse({ step });
      expect([inQueue.success, inBody.success]).toEqual([isKnown, isKnown]);
    },
  );
});
