import { describe, expect, it } from 'vitest';
import { describeUser } from '../../../shared/api/user-answer.ts';
import { waveRecipientRow } from '../../../shared/api/wave-recipients.ts';
import { ReportCounter } from '../../../shared/campaign/campaign-report.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { readinessOf } from '../../../shared/campaign/readiness-of.ts';
import { habitsOf } from '../../../shared/use-cases/campaign-rules.ts';
import { mailKindOf } from '../../../shared/use-cases/render-message.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { capableRegistration, someFacts } from '../../builders/people.ts';
import { aCadence, aCampaign, anAudience } from '../../builders/policies.ts';

/** The rows were read a month ago and did not change since; the last complete pass read the report this night. */
const cadence = aCadence({ reportReadAt: after({ hours: -8 }) });
const readAMonthAgo = { rowReadAt: after({ days: -30 }) };

/** Asks for another's word, and never came to be able to reset. */
const sawOnlyTheLog = aJourney({
  ...readAMonthAgo,
  evidence: [evidence('registered', { at: after({ days: -30 }), by: 'admin' })],
  messages: [-29, -25, -19, -8].map((days, n) =>
    anAcceptedMessage(n === 0 ? 'nudge' : `reminder-${n}`, after({ days }), { state: 'delivered' }),
  ),
});

/** Deleted one of two methods a month ago; the report says that the other is enough. */
const keptOneOfTwo = aJourney({
  ...readAMonthAgo,
  facts: someFacts({ registration: capableRegistration }),
  evidence: [evidence('methodDeleted', { at: after({ days: -30 }) })],
});

const reportOf = (journey: Journey) => {
  const counter = new ReportCounter(cadence, now);
  counter.add(journey);
  return counter.total();
};

const shown = (journey: Journey) =>
  describeUser({ journey, cadence, habits: habitsOf(aDocument()), waveState: undefined, now });

const row = (journey: Journey) =>
  waveRecipientRow(journey, {
    waveId: 'pilot',
    candidacy: { goal: 'register', cadence, audience: anAudience(), now, afterDays: 2 },
    habits: habitsOf(aDocument()),
    cadence,
  });

describe('what is known of a registration, long after a row changed last', () => {
  it('is what the last pass stands for, in every figure, list, page and mail: somebody who cannot reset', () => {
    expect(readinessOf(sawOnlyTheLog, cadence)).toEqual({ kind: 'notCapable' });
    const { tally, days, registeredUnasked, registeredAtUnknownTime } = reportOf(sawOnlyTheLog);
    expect({ capable: tally.capable, registeredUnasked, registeredAtUnknownTime }).toEqual({
      capable: 0,
      registeredUnasked: 0,
      registeredAtUnknownTime: 0,
    });
    expect(days.map(({ registrations }) => registrations)).toEqual([0, 0, 0, 0]);
    expect(shown(sawOnlyTheLog)).toMatchObject({
      readiness: { kind: 'notCapable' },
      next: { kind: 'stop', because: 'remindersExhausted' },
      registration: { readAt: after({ hours: -8 }) },
    });
    expect(row(sawOnlyTheLog)).toMatchObject({ canReset: false });
    const { document, rules } = aCampaign();
    const campaign = { document, rules: { ...rules, cadence } };
    expect(mailKindOf(aMessage('sspr-link'), sawOnlyTheLog, campaign)).toBe('ssprLink');
  });

  it('is not pending for ever for somebody who deleted one of two methods and can still reset', () => {
    expect(readinessOf(keptOneOfTwo, cadence)).toMatchObject({ kind: 'capable', because: 'report' });
    expect(shown(keptOneOfTwo)).toMatchObject({ readiness: { kind: 'capable', because: 'report' } });
    expect(row(keptOneOfTwo)).toMatchObject({ canReset: true });
    expect(reportOf(keptOneOfTwo).tally.capable).toBe(1);
  });
});
