import { Temporal } from 'temporal-polyfill';
import { isToBeNudged } from './background.ts';
import { GROUP_NAMES } from './groups.ts';
import type { Organisation } from './person.ts';
import { SHARED_MAILBOXES } from './shared-mailboxes.ts';

/** Where the campaign is run. */
export const TIME_ZONE = 'Europe/Stockholm';

export interface DocumentOptions {
  readonly everyGoal?: boolean;
  /** Those who run it, and mend what is wrong, are told of people in trouble. */
  readonly tellsOwners?: boolean;
  /** After so many reminders managers are told, with names; 0: nobody is. */
  readonly tellManagerAfterReminders?: number;
}

/**
 * A campaign for the simulated organisation: the pilot on its first day, everyone else on the third; with every goal also
 * those who can reset already, from the second week on.
 */
export function campaignDocumentFor(
  organisation: Organisation,
  { everyGoal = false, tellsOwners = false, tellManagerAfterReminders = 0 }: DocumentOptions = {},
): object {
  const groupId = (name: string) => organisation.groups.find(({ displayName }) => displayName === name)?.id;
  const firstDay = Temporal.Instant.fromEpochMilliseconds(organisation.startsAtMs)
    .toZonedDateTimeISO(TIME_ZONE)
    .toPlainDate();
  const eligible = organisation.people.filter(isToBeNudged).length;
  return {
    name: 'SSPR onboarding',
    organisation: {
      displayName: organisation.displayName,
      helpDesk: { name: 'IT Service Desk', phone: '+46 8 123 456', url: 'https://intranet.contoso.com/help' },
      verifyAt: 'https://intranet.contoso.com/sspr',
      brandColor: '#0f6cbd',
    },
    sspr: { methodsRequired: 1, passwordWriteback: 'enabled' },
    audience: {
      includeGroups: [groupId(GROUP_NAMES.allStaff)],
      excludeGroups: [groupId(GROUP_NAMES.executives)],
      guests: false,
      admins: 'exclude',
      requireLicence: true,
      qualifyingServicePlans: 'default',
      skipInactiveForDays: 180,
      addressFallback: ['otherMails'],
    },
    cadence: {
      remindersAfterDays: [4, 9, 15],
      quietHours: { from: '17:00', to: '08:30' },
      workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
      timeZone: TIME_ZONE,
      observeHolidays: true,
      spreadMinutes: 60,
    },
    capacity: {
      mailsPerMinute: 30,
      mailsPerHour: 100,
      newRecipientsPerDay: Math.max(5, Math.ceil(eligible / 4)),
      pauseAtFailureRate: 0.05,
    },
    waves: [
      { name: 'pilot', groups: [groupId(GROUP_NAMES.pilot)], startsOn: firstDay.toString() },
      { name: 'everyone', startsOn: firstDay.add({ days: 2 }).toString() },
      ...(everyGoal ? wavesOfOtherGoals(firstDay) : []),
    ],
    newJoiners: { enrol: true, afterDays: 2 },
    followUp: {
      ssprLinkTo: 'nudged',
      strengthenPhoneOnly: false,
      tellManagerAfterReminders,
      namesToManagers: tellManagerAfterReminders > 0,
    },
    ...(tellsOwners && { owners: SHARED_MAILBOXES }),
    holdoutPercent: 0,
    mail: { defaultLocale: 'en', links: 'typed' },
    retentionDays: 180,
  };
}

const wavesOfOtherGoals = (firstDay: Temporal.PlainDate): readonly object[] => [
  { name: 'know the link', goal: 'knowTheLink', startsOn: firstDay.add({ days: 7 }).toString() },
  { name: 'outlast phones', goal: 'outlastPhones', startsOn: firstDay.add({ days: 9 }).toString() },
];
