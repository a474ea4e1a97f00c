import type { Forecast } from '../campaign/wave-forecast.ts';
import type { Wave } from '../campaign/wave.ts';
import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import { defaultGoal, type Goal } from '../delivery/goal.ts';
import { renderMail, type RenderedMail } from '../email/mail.ts';
import type { AlsoSent, WaveFacts } from '../email/mail-facts.ts';
import { mailLocales } from '../email/mail-locales.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import { addDays } from '../registration/add-time.ts';
import type { Campaign } from './campaign-rules.ts';
import { planWave, type Audience, type CandidatePorts } from './wave-candidates.ts';
import { dayOf, outlookOf, SelectionSummary, type OutlookPorts } from './wave-outlook.ts';

export interface NoticeWordsPorts extends CandidatePorts, OutlookPorts {
  readonly waves: WaveStore;
}

export interface NoticeCampaign extends Campaign {
  readonly origin: MailOrigin;
}

/**
 * What the help desk and the security team are told of a wave, in the campaign's own language, with the people and dates
 * as they would be if it were planned now. Undefined while there is nobody to write to, or Graph cannot say who.
 */
export async function writeNotice(
  wave: Wave,
  campaign: NoticeCampaign,
  now: Date,
  ports: NoticeWordsPorts,
): Promise<RenderedMail | undefined> {
  const { document } = campaign;
  const audience = await peopleOf(wave, ports.waves);
  if (audience === undefined) return undefined;
  const run = { campaign, now, ports };
  const summary = new SelectionSummary(document, now);
  const planned = await planWave(audience, run, summary);
  if (planned.kind !== 'plan' || planned.plan.selected.length === 0) return undefined;
  const { forecast } = await outlookOf(summary, wave, run);
  const isAsked = wave.goal === defaultGoal;
  const facts: WaveFacts = {
    name: wave.name,
    ...datesOf(forecast, wave, isAsked ? document.cadence : noReminders(document.cadence)),
    recipients: planned.plan.selected.length,
    sender: campaign.rules.mailFrom.senderAddress,
    replyTo: campaign.rules.mailFrom.replyToAddress,
    reminders: isAsked ? document.cadence.remindersAfterDays.length : 0,
    languages: mailLocales.filter((locale) => summary.languages[locale] !== undefined),
    ...mailsOf(wave.goal, campaign),
  };
  return renderMail('waveNotice', document.mail.defaultLocale, {
    ...campaignMailFacts(document, campaign.origin, now),
    person: { displayName: '' },
    synchronised: false,
    wave: facts,
  });
}

/** An operator's wave came down to its people when it was launched. */
async function peopleOf(wave: Wave, waves: WaveStore): Promise<Audience | undefined> {
  if (wave.origin === 'document') return wave;
  const { userIds: users, isWhole } = await waves.readMembers(wave.waveId);
  return users.length === 0 || !isWhole ? undefined : { goal: wave.goal, groups: [], users, limit: wave.limit };
}

const noReminders = (cadence: CampaignDocument['cadence']) => ({ ...cadence, remindersAfterDays: [] });

/** From the first nudge to the last reminder of whoever is nudged last. */
function datesOf({ firstMailAt, lastMailAt }: Forecast, wave: Wave, cadence: CampaignDocument['cadence']) {
  const lastNudgeAt = lastMailAt ?? wave.startsAt;
  return {
    startsOn: dayOf(firstMailAt ?? wave.startsAt, cadence.timeZone),
    endsOn: dayOf(addDays(lastNudgeAt, cadence.remindersAfterDays.at(-1) ?? 0), cadence.timeZone),
  };
}

function mailsOf(goal: Goal, campaign: NoticeCampaign): Pick<WaveFacts, 'onlyMail' | 'alsoSent'> {
  switch (goal) {
    case 'register':
      return { alsoSent: alsoSent(campaign) };
    case 'knowTheLink':
      return { onlyMail: 'ssprLink', alsoSent: ['ssprLinkPrepopulated'] };
    case 'outlastPhones':
      return { onlyMail: 'phoneOnly' };
  }
}

function alsoSent({ document: { audience }, rules, origin }: NoticeCampaign): readonly AlsoSent[] {
  return [
    ...(audience.admins === 'include' ? ['adminNudge' as const] : []),
    'ssprLinkPrepopulated',
    ...(rules.cadence.strengthenPhoneOnly ? ['phoneOnly' as const] : []),
    ...(origin.entersSecurityInfo ? ['securityInfoEntered' as const] : []),
  ];
}
