/**
 * What a wave is for.
 *
 * - `register`: whoever cannot reset yet is asked to register, reminded, and told where to reset.
 * - `knowTheLink`: whoever can reset already is told where, once in their life.
 * - `outlastPhones`: whoever can reset, and no longer once text messages and calls end, is asked for another way.
 */
export const goals = ['register', 'knowTheLink', 'outlastPhones'] as const;
export type Goal = (typeof goals)[number];

/** Waves, and what is stored of them and of enrolments, are of this goal where they name none. */
export const defaultGoal = 'register' as const satisfies Goal;

/** As pages and descriptions call it. */
export const goalLabels: Readonly<Record<Goal, string>> = {
  register: 'Register',
  knowTheLink: 'Know the link',
  outlastPhones: 'Outlast phones',
};

/** Whom a wave of the goal writes to, in words. */
export const goalMeanings: Readonly<Record<Goal, string>> = {
  register: 'Whoever cannot reset a password yet: a nudge, reminders, and the SSPR link once they have registered.',
  knowTheLink: 'Whoever can reset already, and was never told where: the SSPR link, once.',
  outlastPhones:
    'Whoever can reset, and no longer once Microsoft’s text messages and calls end on 2027-02-01: one mail about another way.',
};

/** All goals in words, for descriptions. */
export const goalsInWords = `What the wave is for; ${defaultGoal} where it is left out. ${goals.map((goal) => `${goal}: ${goalMeanings[goal]}`).join(' ')}`;
