import { app, type InvocationContext } from '@azure/functions';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFunctionsHost } from '../../../local/functions-host/functions-host.ts';
import { begin, runOnClock } from '../../../shared/app.ts';
import { sendRequest } from '../../../shared/campaign/send-request.ts';
import { queueConnectionFor } from '../../../shared/config/queue-connection.ts';
import { renderMessage } from '../../../shared/use-cases/render-message.ts';
import { markFirst, naive } from '../explored-protocols.ts';
import { hostHeader } from './mail-proxy.ts';
import { FastClock, type FastClockStart } from './fast-clock.ts';
import { workSlowly } from './slow-machine.ts';
import { ToldClock } from './told-clock.ts';

/** The options of a host that will be killed, as JSON in its environment. */
export interface KilledHostOrder {
  readonly sender: 'ours' | 'naive' | 'markFirst';
  /** What the timers go by. */
  readonly timers: FastClockStart;
  readonly appFolder: string;
  /** So much longer each request takes it. */
  readonly slowByMs: number;
}

/**
 * The functions on a host that is killed at any moment. Its timers run fast, by real time; the time of the campaign
 * comes from outside. It keeps its compiled code on disk, so that later hosts start sooner. For comparison, the queue
 * of mails can be given to a sender of another kind.
 */
const order = JSON.parse(process.env['KILLED_HOST_ORDER']!) as KilledHostOrder;
const clock = new ToldClock();
const timerClock = new FastClock(order.timers);
/**
 * As many as host.json lets a real host fetch at once: a host that is killed during one mail has requests for others
 * open.
 */
const messagesAtOnce = 8;
runOnClock(clock);
const name = process.env['KILLED_HOST_NAME'];
if (name !== undefined) subscribe('http.client.request.created', (message) => sign(message as Created, name));

const host = await startFunctionsHost({
  appFolder: order.appFolder,
  load: async () => {
    await import('../../../functions/index.ts');
    if (order.sender !== 'ours') registerPeer();
  },
  settings: { ...process.env, ...(order.sender !== 'ours' && { 'AzureWebJobs.sendMessage.Disabled': 'true' }) },
  time: 'stepped',
  messagesAtOnce,
  now: () => timerClock.now(),
  log: (entry) => {
    if (process.env['KILLED_HOST_TALKS']) process.stderr.write(`${JSON.stringify(entry)}\n`);
  },
});
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => void host.close().then(() => process.exit(0)));
if (order.slowByMs > 0) workSlowly(order.slowByMs);
await clock.start();
await (await begin({ info: () => undefined, warn: () => undefined })).campaign.read();

for (;;) {
  const drained = await host.drainQueues();
  const ran = await host.runTimersDueAt(timerClock.now());
  if (ran + drained.ran === 0) await sleep(200);
  else flushCompileCache();
}

interface Created {
  readonly request: ClientRequest;
}

/** By this the mail service in between knows whom to kill. */
function sign({ request }: Created, hostName: string): void {
  if (!request.headersSent) request.setHeader(hostHeader, hostName);
}

function registerPeer(): void {
  const peer = { naive, markFirst }[order.sender as 'naive' | 'markFirst'];
  const handler = async (item: unknown, context: InvocationContext): Promise<void> => {
    const run = await begin(context);
    const { document, rules } = await run.campaign.read();
    const brakes = { paused: false, dryRun: false };
    const render = (...[message, journey]: Parameters<Parameters<typeof peer.send>[1]['render']>) =>
      renderMessage(message, journey, { document, rules }, { origin: run.mailOrigin, now: run.clock.now() });
    await peer.send(sendRequest.parse(item), { rules, brakes, render }, run);
  };
  app.storageQueue('peerSend', { queueName: 'send-message', connection: queueConnectionFor(process.env), handler });
}
