import { describe, expect, it } from 'vitest';
import { tallyCampaign } from '../../../shared/use-cases/tally-campaign.ts';
import { after, now } from '../../builders/instants.ts';
import { anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';
import { givenPerson } from '../../builders/storage.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { fakePorts } from '../../fakes/ports.ts';

async function aTenant() {
  const ports = { ...fakePorts(), recipients: new FakeRecipientStore(3) };
  const nudge = (n: number) => ({ ...anAcceptedMessage('nudge', after({ days: -1 })), userId: personId(n) });
  for (let n = 0; n < 4; n++) await givenPerson(ports, n, { messages: [nudge(n)] });
  for (let n = 4; n < 7; n++) await givenPerson(ports, n, { enrolment: undefined });
  await givenPerson(ports, 7, { enrolment: undefined, facts: someFacts({ registration: capableRegistration }) });
  await givenPerson(ports, 8, { enrolment: anEnrolment({ waveId: 'other' }) });
  return ports.recipients;
}

describe('the tally of a campaign', () => {
  it('counts everyone over all pages, and adds up', async () => {
    const tally = await tallyCampaign(aCadence(), now, await aTenant());
    expect(tally).toMatchObject({
      people: 9,
      enrolled: 5,
      nudged: 4,
      places: { canReset: 1, onTheWay: 5, waits: 3, leftOut: {} },
    });
    expect(tally.messages).toEqual({ nudge: { accepted: 4 } });
  });
});
