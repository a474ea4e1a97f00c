import { Temporal } from 'temporal-polyfill';
import { linesIn, type PlanFields } from '../shared/api/page/plan-page.ts';
import { defaultGoal } from '../shared/delivery/goal.ts';
import type { CampaignDocument } from '../shared/config/campaign-document.ts';
import type { Sent } from './page-change.ts';

export const planFieldsIn = (fields: Sent['fields']): PlanFields => ({
  name: fields['name'] ?? '',
  goal: fields['goal'] ?? defaultGoal,
  groups: fields['groups'] ?? '',
  users: fields['users'] ?? '',
  limit: fields['limit'] ?? '',
  startsOn: fields['startsOn'] ?? '',
});

/** The body of the operation that the fields of a plan stand for. What is empty is left out. */
export function requestOf(
  { name, goal, groups, users, limit, startsOn }: PlanFields,
  { cadence: { timeZone } }: CampaignDocument,
  now: Date,
) {
  const [groupIds, names] = [linesIn(groups), linesIn(users)];
  const opens = startsOn === '' ? undefined : startOf(startsOn, timeZone);
  return {
    name,
    goal,
    ...(groupIds.length > 0 && { groups: groupIds }),
    ...(names.length > 0 && { users: names }),
    ...(limit.trim() !== '' && { limit: Number(limit) }),
    // A day that has begun already is now.
    ...(opens !== undefined && opens > now && { startsAt: opens.toISOString() }),
  };
}

function startOf(day: string, timeZone: string): Date | undefined {
  try {
    return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return undefined;
  }
}
