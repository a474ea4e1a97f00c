import type { InvocationContext } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { sendRequest } from '../shared/campaign/send-request.ts';
import { renderMessage } from '../shared/use-cases/render-message.ts';
import { sendMessage } from '../shared/use-cases/send-message.ts';

/** Sends one message at most once. A malformed item throws, and ends in the poison queue. */
export async function onSendMessage(item: unknown, context: InvocationContext): Promise<void> {
  const request = sendRequest.parse(item);
  const run = await begin(context);
  const campaign = await run.campaign.read();
  const { rules, state } = campaign;
  const { dryRun } = run.settings;
  const result = await sendMessage(
    request,
    {
      rules,
      brakes: { paused: state.status === 'paused', dryRun },
      render: (message, journey) =>
        renderMessage(message, journey, campaign, { origin: run.mailOrigin, now: run.clock.now() }),
    },
    run,
  );
  const { userId, step } = request;
  const { kind } = result;
  run.journal.measure({ accepted: kind === 'accepted' ? 1 : 0, unknown: kind === 'historyLost' ? 1 : 0 });
  run.journal.info('sendMessage', { userId, step, result: kind, because: result.because });
}
