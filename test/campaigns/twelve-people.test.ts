import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonAction } from '../../local/simulation/journal.ts';
import type { Person } from '../../local/simulation/person.ts';
import { generateOrganisation } from '../../local/simulation/tenant.ts';
import { diagnosisShape } from '../../shared/api/user-operations.ts';
import { hours, startsAt } from '../admin-api/admin-host.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

const { people } = generateOrganisation({ users: 120, seed: 7, startsAt });
const admin = people.find(({ isAdmin }) => isAdmin)!;

/** One branch of what an organisation asks about the reset of one person, and what page, API and mails answer. */
interface Branch {
  readonly who: (person: Person) => boolean;
  /** What happens to them once they have had the nudge. */
  readonly act?: PersonAction;
  /** Which nudge is for them, where it is not the usual one. */
  readonly variant?: string;
  readonly place: string;
  readonly page: RegExp;
  /** The cause that the diagnosis names; undefined where nothing stands in the way. */
  readonly cause: string | undefined;
  /** Mails to aka.ms/ssprsetup, and mails to aka.ms/sspr. */
  readonly mails: readonly [number, number];
}

const ofCase = (personCase: Person['personCase']) => (one: Person) => one.personCase === personCase;
const inCloud = ({ isSynced, isFederated }: Person): boolean => !isSynced && !isFederated;
const isEligible = (one: Person): boolean => one.personCase === 'eligible' && one.oddity === undefined;

const branches: Readonly<Record<string, Branch>> = {
  'has registered nothing': {
    who: (one) => isEligible(one) && inCloud(one),
    place: 'onTheWay',
    page: /Is written to: Reminder 1 on/,
    cause: 'notRegistered',
    mails: [1, 0],
  },
  'registers after the nudge': {
    who: (one) => isEligible(one) && inCloud(one),
    act: 'registerPhone',
    place: 'canReset',
    page: /Can reset\./,
    cause: undefined,
    mails: [1, 1],
  },
  'is filled in by an administrator': {
    who: (one) => isEligible(one) && inCloud(one),
    act: 'prepopulate',
    place: 'canReset',
    page: /Can reset\./,
    cause: undefined,
    mails: [1, 1],
  },
  'could reset before': {
    // The first of them try a password that is refused.
    who: (one) => one.personCase === 'capable' && inCloud(one) && one.index > 60,
    place: 'canReset',
    page: /Can reset\..*Know the link/,
    cause: undefined,
    mails: [0, 1],
  },
  'has a method that is not enough, and adds one': {
    who: (one) => one.personCase === 'registeredNotCapable' && inCloud(one),
    act: 'registerPhone',
    variant: 'oneMoreMethod',
    place: 'canReset',
    page: /Can reset\./,
    cause: undefined,
    mails: [1, 1],
  },
  'is synchronised, and writeback is off': {
    who: (one) => isEligible(one) && one.isSynced && !one.isFederated,
    act: 'registerPhone',
    place: 'leftOut',
    page: /writeback/i,
    cause: 'writebackNotEnabled',
    mails: [1, 0],
  },
  'is federated, and writeback is off': {
    who: (one) => isEligible(one) && one.isFederated,
    act: 'registerPhone',
    place: 'leftOut',
    page: /writeback/i,
    cause: 'federatedWithoutWriteback',
    mails: [1, 0],
  },
  'is an administrator under the two-gate policy': {
    who: ofCase('admin'),
    place: 'leftOut',
    page: /two-gate policy/,
    cause: 'adminUnderTwoGatePolicy',
    mails: [0, 0],
  },
  'is not in the scope of SSPR': {
    who: ofCase('outOfScope'),
    place: 'leftOut',
    page: /SSPR policy does not cover this user/,
    cause: 'notInScope',
    mails: [0, 0],
  },
  'has no licence': {
    who: ofCase('unlicensed'),
    place: 'leftOut',
    page: /No licence that covers SSPR/,
    cause: 'noLicence',
    mails: [0, 0],
  },
  'is a guest': { who: ofCase('guest'), place: 'leftOut', page: /home tenant/, cause: 'guest', mails: [0, 0] },
  'is disabled': {
    who: ofCase('disabled'),
    place: 'leftOut',
    page: /account is disabled/,
    cause: 'accountDisabled',
    mails: [0, 0],
  },
};

/** Whom each branch is shown on: nobody stands for two, and whoever is acted on has done nothing yet. */
const chosen = new Map<string, string>();
let host: CampaignHost;

beforeAll(async () => {
  const waves = [
    { name: 'everyone', startsOn: '2026-11-02' },
    { name: 'links', goal: 'knowTheLink', startsOn: '2026-11-02' },
  ];
  host = await startCampaignHost(120, (document) => ({ ...document, waves }));
  for (const [name, branch] of Object.entries(branches)) chosen.set(name, await choose(branch));
  await host.happen(admin.id, 'switchWritebackOff');
  await host.passHours(4);
  for (const [name, { act }] of Object.entries(branches)) if (act) await host.happen(chosen.get(name)!, act);
  await host.passHours(48);
}, 180_000);
afterAll(() => host[Symbol.asyncDispose]());

async function choose({ who, act, place, variant }: Branch): Promise<string> {
  const taken = new Set(chosen.values());
  const meant = people.filter((one) => who(one) && !taken.has(one.id));
  // Those whom a mail moves least: they do nothing but what they are asked for.
  for (const { id } of meant.toSorted((a, b) => a.readiness - b.readiness)) {
    const shown = await host.show(id);
    const isMeant = variant === undefined || shown.verdict.variant === variant;
    if (isMeant && shown.place?.kind === (act ? 'onTheWay' : place)) return id;
  }
  throw new Error('Nobody is left for this branch');
}

const countOf = (texts: readonly string[], link: RegExp): number => texts.filter((text) => link.test(text)).length;

describe('whoever asks about one person (everyone: twelve people)', { sequential: true }, () => {
  it.each(Object.entries(branches))('who %s', async (name, { place, page, cause, mails }) => {
    const userId = chosen.get(name)!;
    const shown = await host.show(userId);
    expect(shown.place).toMatchObject({ kind: place });
    const html = await (await host.ask('GET', `dashboard/people/${userId}`)).text();
    expect(html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')).toMatch(page);
    await host.runUntil(hours(0.1, host.simulation.now())); // the quota on reports is free again
    const answer = await host.ask('GET', `users/${userId}/diagnosis`);
    const diagnosis = diagnosisShape.parse(await answer.json());
    expect([diagnosis.canReset, diagnosis.cause?.id]).toEqual([cause === undefined ? 'yes' : 'no', cause]);
    const texts = await host.mailsOf(userId);
    expect([countOf(texts, /aka\.ms\/ssprsetup/), countOf(texts, /aka\.ms\/sspr(?!setup)/)]).toEqual(mails);
  });

  it('says to whom an administrator has filled in that it was done for them', async () => {
    const texts = await host.mailsOf(chosen.get('is filled in by an administrator')!);
    const link = texts.find((text) => /aka\.ms\/sspr(?!setup)/.test(text))!;
    const own = await host.mailsOf(chosen.get('registers after the nudge')!);
    expect(own.some((text) => text.trim() === link.trim())).toBe(false);
    expect((await host.show(chosen.get('is filled in by an administrator')!)).readiness).toMatchObject({ by: 'admin' });
  });
});
