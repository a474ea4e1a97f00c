import { expect, it } from 'vitest';
import { releaseMessages } from '../../../shared/use-cases/release-messages.ts';
import { renderMessage } from '../../../shared/use-cases/render-message.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { sendMessage, type SendContext } from '../../../shared/use-cases/send-message.ts';
import { replan } from '../../../shared/use-cases/write-plan.ts';
import { aDocument, someOrigin } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { anAcceptedMessage } from '../../builders/journeys.ts';
import { aUser, personId, phoneOnlyRegistration, someFacts } from '../../builders/people.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { givenPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';

it('Whoever registered a phone only is written to a week after the link, once, by the engine that sends all mails', async () => {
  const ports = fakePorts(now);
  const document = aDocument({ capacity: { mailsPerMinute: 10 } });
  const rules = rulesOf(document, deploymentId, ports.holidays, knownAtStart);
  const user = aUser({ preferredLanguage: 'en' });
  const messages = [
    anAcceptedMessage('nudge', after({ days: -9 })),
    anAcceptedMessage('sspr-link', after({ days: -6 })),
  ];
  await givenPerson(ports, 1, { facts: someFacts({ user, registration: phoneOnlyRegistration }), messages });
  const brakes = { paused: false, dryRun: false };
  const render: SendContext['render'] = (message, journey) =>
    renderMessage(message, journey, { document, rules }, { origin: someOrigin, now: ports.clock.now() });

  await replan(personId(1), { rules, now, ports });
  expect(await storedMessage(ports, 1, 'phone-only')).toMatchObject({ state: 'planned', dueAt: after({ days: 1 }) });
  for (let day = 0; day < 3; day++) {
    await releaseMessages(brakes, document.capacity, ports.clock.now(), ports);
    for (const request of ports.sendQueue.takeAll()) await sendMessage(request, { rules, brakes, render }, ports);
    ports.clock.advance({ days: 1 });
    await replan(personId(1), { rules, now: ports.clock.now(), ports });
  }

  expect(ports.mailer.requests).toHaveLength(1);
  expect(ports.mailer.requests[0]!.subject).toBe('Password reset: please add a way without text messages');
  expect(await storedMessage(ports, 1, 'phone-only')).toMatchObject({
    state: 'accepted',
    writtenAs: { kind: 'phoneOnly', locale: 'en', localeBecause: 'preferredLanguage' },
  });
});
