import { describe, expect, it } from 'vitest';
import { CampaignReader } from '../../../shared/use-cases/current-campaign.ts';
import type { WaveAction } from '../../../shared/campaign/wave-actions.ts';
import { changeWave } from '../../../shared/use-cases/change-wave.ts';
import { checkConservation } from '../../../shared/use-cases/check-conservation.ts';
import { sendMessage } from '../../../shared/use-cases/send-message.ts';
import { documentJson } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { rulesOrigin } from '../../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';
import type { Message } from '../../../shared/delivery/message.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';

const waveOf = (waveId: string) => ({
  waveId,
  name: waveId,
  goal: 'register' as const,
  origin: 'operator' as const,
  groups: [],
  users: [],
  limit: undefined,
  startsAt: after({ days: -30 }),
  createdAt: after({ days: -30 }),
  state: 'enrolled' as const,
  cursor: undefined,
  enrolledCount: 1,
});

/** The first person is in the wave `pilot`, the second in another one. */
async function twoWaves(messages: readonly Message[] = [messageOfPerson(1)], change: Partial<Journey> = {}) {
  const ports = fakePorts(now);
  ports.source.reading = { read: true, json: documentJson() };
  const campaign = new CampaignReader(ports, rulesOrigin);
  for (const waveId of ['pilot', 'second']) await ports.waves.create(waveOf(waveId));
  await givenPerson(ports, 1, { messages, ...change });
  await givenPerson(ports, 2, { messages: [messageOfPerson(2)], enrolment: anEnrolment({ waveId: 'second' }) });
  return { ...ports, campaign };
}

type World = Awaited<ReturnType<typeof twoWaves>>;

const change = async (ports: World, action: WaveAction) => changeWave('pilot', action, ports.clock.now(), ports);
const due = ({ agenda }: World) => agenda.readDue(after({ days: 99 }), 99);

async function send(ports: World, n: number) {
  const { rules } = await ports.campaign.read();
  const render = ({ messageId }: Message) => ({ address: 'a@contoso.com', body: aBody(messageId) });
  const request = { userId: personId(n), step: 'nudge' as const, watchAt: after({ minutes: 20 }, ports.clock.now()) };
  return sendMessage(request, { rules, brakes: { paused: false, dryRun: false }, render }, ports);
}

describe('a wave that is paused', () => {
  it('holds what falls due, on the agenda and with the reason; other waves go on', async () => {
    const ports = await twoWaves();
    expect(await change(ports, 'pause')).toMatchObject({ kind: 'changed', wave: { state: 'paused' } });
    expect(await send(ports, 1)).toMatchObject({ kind: 'later', because: 'wavePaused' });
    expect(await send(ports, 2)).toMatchObject({ kind: 'accepted' });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'planned', because: 'wavePaused' });
    expect(await due(ports)).toContainEqual({ dueAt: after({ hours: 1 }), userId: personId(1), step: 'nudge' });
  });

  it('lets what is claimed finish', async () => {
    const ports = await twoWaves([aClaimedMessage()]);
    await change(ports, 'pause');
    expect(await send(ports, 1)).toMatchObject({ kind: 'nothing', because: 'claimed' });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed' });
  });

  it('goes on with everything when it is resumed, under the same id', async () => {
    const ports = await twoWaves();
    await change(ports, 'pause');
    await send(ports, 1);
    ports.clock.set(after({ hours: 2 }));
    expect(await change(ports, 'resume')).toMatchObject({ kind: 'changed', wave: { state: 'enrolling' } });
    expect(await storedMessage(ports, 1)).toMatchObject({ because: 'waveResumed', dueAt: after({ hours: 2 }) });
    expect(await send(ports, 1)).toMatchObject({ kind: 'accepted' });
    expect(ports.mailer.requests).toMatchObject([{ messageId: messageOfPerson(1).messageId }]);
  });

  it('is gone on with also when the resumption broke off: the rolling check finds who is held', async () => {
    const ports = await twoWaves();
    await change(ports, 'pause');
    await send(ports, 1);
    const { version, ...wave } = (await ports.waves.read('pilot'))!;
    await ports.waves.update({ ...wave, state: 'enrolled' }, version);
    const { rules } = await ports.campaign.readAnew();
    expect(await checkConservation(rules, after({ hours: 2 }), ports)).toMatchObject({ repaired: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ because: 'waveResumed', dueAt: after({ hours: 2 }) });
  });
});

describe('a wave that is cancelled', () => {
  it('takes what is open off the agenda, with the reason; other waves go on', async () => {
    const ports = await twoWaves();
    await change(ports, 'cancel');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'cancelled', because: 'waveCancelled' });
    expect(await due(ports)).toMatchObject([{ userId: personId(2) }]);
    expect(await send(ports, 1)).toEqual({ kind: 'nothing', because: 'cancelled' });
  });

  it('brings nobody an SSPR link either', async () => {
    const facts = someFacts({ registration: capableRegistration });
    const messages = [anAcceptedMessage('nudge', after({ days: -2 })), messageOfPerson(1, 'sspr-link')];
    const ports = await twoWaves(messages, { facts });
    await change(ports, 'cancel');
    expect(await storedMessage(ports, 1, 'sspr-link')).toMatchObject({ state: 'cancelled', because: 'waveCancelled' });
  });

  it('stays cancelled', async () => {
    const ports = await twoWaves();
    await change(ports, 'cancel');
    expect(await change(ports, 'resume')).toEqual({ kind: 'notPossible', state: 'cancelled' });
    expect(await change(ports, 'cancel')).toMatchObject({ kind: 'changed', wave: { state: 'cancelled' } });
  });
});

describe('a wave that nobody knows', () => {
  it('cannot be changed', async () => {
    const ports = fakePorts(now);
    const campaign = new CampaignReader(ports, rulesOrigin);
    expect(await changeWave('fourth', 'pause', now, { ...ports, campaign })).toEqual({ kind: 'unknownWave' });
  });
});
