import { refuseTestMail } from '../shared/api/email-answer.ts';
import { emailOperations } from '../shared/api/email-operations.ts';
import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { sendTestMail } from '../shared/use-cases/send-test-mail.ts';
import { adminRoute, served } from './admin-route.ts';

/** One mail to oneself. */
export const sendingTestEmail = served(emailOperations.sendTestEmail, async ({ body }, run, { objectId }) => {
  const { kind, locale, reminderNumber, once } = body;
  const { document, rules, state } = await run.campaign.read();
  const brakes = { dryRun: run.settings.dryRun, paused: state.status === 'paused' };
  const sending = { document, origin: run.mailOrigin, from: rules.mailFrom, ...brakes };
  const now = run.clock.now();
  const answer = await audited(
    { by: objectId, action: 'sendTestMail', target: objectId, details: { kind, locale } },
    { now, ports: run },
    () => sendTestMail({ to: objectId, kind, locale, reminderNumber, once }, sending, now, run),
    (result) => ({ outcome: result.kind === 'sent' ? 'done' : 'refused' }),
  );
  if (answer.kind === 'refused') return problemAnswer(refuseTestMail(answer.because));
  return jsonAnswer(202, { messageId: answer.messageId, kind, locale });
});

export const onSendTestEmail = adminRoute(sendingTestEmail.operation, sendingTestEmail.handler);
