import { z } from 'zod';
import type { MailKind } from '../email/mail-facts.ts';
import type { Goal } from './goal.ts';

/** What is known of each step of a person's way. */
interface StepRow {
  /** It comes several times, numbered from 1: `reminder-2`. */
  readonly isNumbered: boolean;
  /** It comes after somebody has registered, and so brings about no registration. */
  readonly isFollowUp: boolean;
  /** It tells somebody what they have not registered, and so waits while nobody can see whether they have. */
  readonly needsDetection: boolean;
  /** The goals that it serves. Mails that serve none in common come days apart. */
  readonly goals: readonly Goal[];
  /** The mails that it may be; which one, `mailKindOf` decides for each person. */
  readonly mailKinds: readonly MailKind[];
  /** As pages and reports call it; a number follows where there is one. */
  readonly label: string;
}

/** Every step, in the order in which people receive them. Whoever adds one is asked for the rest by the compiler. */
export const steps = {
  nudge: {
    isNumbered: false,
    isFollowUp: false,
    needsDetection: true,
    goals: ['register'],
    mailKinds: ['nudge', 'oneMoreMethod', 'adminNudge'],
    label: 'Nudge',
  },
  reminder: {
    isNumbered: true,
    isFollowUp: false,
    needsDetection: true,
    goals: ['register'],
    mailKinds: ['reminder', 'lastReminder'],
    label: 'Reminder',
  },
  'sspr-link': {
    isNumbered: false,
    isFollowUp: true,
    needsDetection: false,
    goals: ['register', 'knowTheLink'],
    mailKinds: ['ssprLink', 'ssprLinkPrepopulated'],
    label: 'SSPR link',
  },
  'phone-only': {
    isNumbered: false,
    isFollowUp: true,
    needsDetection: true,
    goals: ['outlastPhones'],
    mailKinds: ['phoneOnly'],
    label: 'Another way than the phone',
  },
} as const satisfies Readonly<Record<string, StepRow>>;

export type StepName = keyof typeof steps;

/** One step of a person's way, with its number: what a message is for. */
export type Step = {
  [Name in StepName]: (typeof steps)[Name]['isNumbered'] extends true ? `${Name}-${number}` : Name;
}[StepName];

const names = Object.keys(steps) as readonly StepName[];

const highestNumber = 99;

/** Every step that there can be, with every number. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of the table that the type is made of
export const everyStep = names.flatMap((name) =>
  steps[name].isNumbered ? Array.from({ length: highestNumber }, (_, n) => `${name}-${n + 1}`) : [name],
) as readonly Step[];

/** What every step is written like: numbers go up to 99. */
const stepPattern = new RegExp(
  `^(${names.map((name) => (steps[name].isNumbered ? `${name}-[1-9]\\d?` : name)).join('|')})$`,
);

/** The steps that somebody's mails may begin with. */
export const firstSteps = ['nudge', 'sspr-link', 'phone-only'] as const satisfies readonly Step[];

/** All steps in words, for errors and descriptions. */
export const stepsInWords = names.map((name) => (steps[name].isNumbered ? `${name}-1 and so on` : name)).join(', ');

/** A step as requests and queue items name it. */
export const stepText = z
  .string()
  .regex(stepPattern, `is no step of the campaign: ${stepsInWords}`)
  .transform((text) => text as Step);

/** The row of the table that a step belongs to. Throws for what is no step: nobody gets a mail for it. */
export function stepNameOf(step: Step): StepName {
  const name = names.find((one) => (steps[one].isNumbered ? step.startsWith(`${one}-`) : step === one));
  if (name === undefined) throw new Error(`${JSON.stringify(step)} is no step of the campaign`);
  return name;
}

/** The number of a numbered step, from 1. */
export function stepNumberOf(step: Step): number | undefined {
  const name = stepNameOf(step);
  return steps[name].isNumbered ? Number(step.slice(name.length + 1)) : undefined;
}

export const isFollowUp = (step: Step): boolean => steps[stepNameOf(step)].isFollowUp;

/** Whether it may leave only while registrations are seen. */
export const needsDetection = (step: Step): boolean => steps[stepNameOf(step)].needsDetection;

const goalsOf = (step: Step): readonly Goal[] => steps[stepNameOf(step)].goals;

export const servesGoal = (step: Step, goal: Goal): boolean => goalsOf(step).includes(goal);

/** Whether one is the way to the same goal as the other. */
export const shareGoal = (one: Step, other: Step): boolean => goalsOf(one).some((goal) => servesGoal(other, goal));

/** The first mail of a goal, for whoever has had none. */
export const firstStepOf = (goal: Goal): Step => firstSteps.find((step) => servesGoal(step, goal))!;

export type StepLabels = Readonly<Record<StepName, string>>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of the table that the type is made of
export const stepLabels = Object.fromEntries(names.map((name) => [name, steps[name].label])) as StepLabels;

/** `reminder-2` as pages and reports call it. */
export function stepLabelOf(step: Step, labels: StepLabels = stepLabels): string {
  const number = stepNumberOf(step);
  const label = labels[stepNameOf(step)];
  return number === undefined ? label : `${label} ${number}`;
}

/** Sorts steps in the order in which people receive them. */
export const compareSteps = (one: Step, other: Step): number =>
  names.indexOf(stepNameOf(one)) - names.indexOf(stepNameOf(other)) ||
  (stepNumberOf(one) ?? 0) - (stepNumberOf(other) ?? 0);
