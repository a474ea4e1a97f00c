import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailLocale } from '../../shared/email/mail-locales.ts';
import { localeTexts } from '../../shared/email/locales.ts';
import type { Variant } from '../../shared/recipient/verdict.ts';
import { administratorMethods, type SsprMethod } from '../../shared/registration/sspr-method.ts';
import { lettersOf, methodFaults, sayings } from '../builders/what-a-mail-asks.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

const allowedMethods: readonly SsprMethod[] = ['authenticatorApp', 'mobilePhone', 'email'];

let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(46, (document) => ({
    ...document,
    sspr: { methodsRequired: 2, allowedMethods, passwordWriteback: 'enabled' },
    audience: { ...(document['audience'] as object), admins: 'include' },
    cadence: { ...(document['cadence'] as object), remindersAfterDays: [1, 2, 3] },
    followUp: { ssprLinkTo: 'nudged', strengthenPhoneOnly: false, tellManagerAfterReminders: 0 },
  }));
  await host.passHours(80);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const variantOf = new Map<string | undefined, Variant>([
  ['nudge', 'register'],
  ['oneMoreMethod', 'oneMoreMethod'],
  ['adminNudge', 'admin'],
]);

/** The mails that ask somebody for something, and what in them differs from what the nudge asked for. */
async function journeyOf(userId: string) {
  const { messages } = await host.show(userId);
  const nudge = messages.find(({ step, acceptedAt }) => step === 'nudge' && acceptedAt);
  const variant = variantOf.get(nudge?.kind);
  if (!variant) return [];
  const locale = nudge!.locale as MailLocale;
  const said = sayings(localeTexts(locale), variant, 2);
  const methods = variant === 'admin' ? administratorMethods : allowedMethods;
  const asking = (await host.mailsOf(userId)).filter((text) => !/aka\.ms\/sspr(?!setup)/.test(text));
  const faults = asking
    .map(lettersOf)
    .flatMap((text) => [
      ...(text.includes(said.number) ? [] : [`does not say ${said.number}`]),
      ...said.never.filter((never) => text.includes(never)),
      ...methodFaults(text, methods, locale),
    ]);
  return [{ userId, variant, mails: asking.length, faults }];
}

describe('the mails that somebody received over a whole campaign (truth 24)', () => {
  it('ask in the third reminder for the same number of ways and the same methods as in the nudge', async () => {
    const journeys = (await Promise.all((await host.enrolled()).map(journeyOf))).flat();
    expect(journeys.filter(({ faults }) => faults.length > 0)).toEqual([]);
    for (const variant of variantOf.values()) {
      const mails = journeys.filter((journey) => journey.variant === variant).map((journey) => journey.mails);
      expect(Math.max(...mails), variant).toBe(4);
    }
  });
});
