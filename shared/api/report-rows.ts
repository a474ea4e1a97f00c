import type { DatedReport } from '../use-cases/report-campaign.ts';

export const reportColumns = ['section', 'name', 'value'] as const;

/** The figures of a report, one in a line. */
export function reportRows({ tally, effects, holdout, days, ...counts }: DatedReport) {
  const { places, messages, ...funnel } = tally;
  const { ended, leftOut, ...others } = places;
  const { asOf, countedAt, profile, registeredUnasked, registeredAtUnknownTime, phoneOnly, ...asking } = counts;
  const { needsHumanCount, heldLinksCount } = asking;
  return [
    ...section('report', { asOf, countedAt, registeredUnasked, registeredAtUnknownTime, phoneOnly }),
    ...section('report', { needsHumanCount, heldLinksCount }),
    ...section('funnel', funnel),
    ...section('places', others),
    ...section('places ended', ended),
    ...section('places leftOut', leftOut),
    ...byStep('messages', messages),
    ...byStep('effect', effects),
    ...section('holdout', holdout),
    ...section('scope', profile.scope),
    ...section('licences', profile.licences),
    ...section('rows', { unreadable: profile.unreadable }),
    ...section('resets', profile.resets),
    ...days.flatMap(({ day, ...values }) => section(`day ${day}`, values)),
  ];
}

const section = (name: string, values: object) =>
  Object.entries(values).map(([key, value]: [string, unknown]) => ({ section: name, name: key, value }));

const byStep = (name: string, steps: object) =>
  Object.entries(steps).flatMap(([step, values]: [string, object]) => section(`${name} ${step}`, values));
