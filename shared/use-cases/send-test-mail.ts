import type { CampaignDocument } from '../config/campaign-document.ts';
import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import type { Sender } from '../delivery/mail-from.ts';
import type { SendAnswer } from '../delivery/send-answer.ts';
import type { MailKind, MailLocale } from '../email/mail.ts';
import { previewMail, variantOf } from '../email/preview.ts';
import type { Budget } from '../ports/budget.ts';
import type { Ids } from '../ports/ids.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { chooseAddress } from '../recipient/address.ts';
import { closeGateAfter, type CloseGatePorts } from './close-gate.ts';
import { takeFromQuota } from './take-from-quota.ts';

export interface TestMailPorts extends CloseGatePorts {
  readonly recipients: RecipientStore;
  readonly mailer: Mailer;
  readonly ids: Ids;
  readonly testMailBudget: Budget;
}

export interface TestMail {
  /** Object id of the caller: nobody else is ever written to. */
  readonly to: string;
  readonly kind: MailKind;
  readonly locale: MailLocale;
  readonly reminderNumber: number | undefined;
  /** Of two requests of one caller with the same text one sends. */
  readonly once: string | undefined;
}

export interface TestMailContext {
  readonly document: CampaignDocument;
  readonly origin: MailOrigin;
  readonly from: Sender;
  readonly dryRun: boolean;
  readonly paused: boolean;
}

export type TestMailRefusal =
  | 'dryRun'
  | 'paused'
  | 'tooMany'
  /** With the same `once`, whatever came of it. */
  | 'askedBefore'
  | 'unknownCaller'
  | 'noAddress'
  | 'quotaSpent'
  | { readonly notTaken: string }
  /** Nobody knows whether it was taken. */
  | { readonly inDoubt: string };

export type TestMailAnswer =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly because: TestMailRefusal };

const refused = (because: TestMailRefusal): TestMailAnswer => ({ kind: 'refused', because });

/** Sends one mail with made-up facts to the caller. It draws on the same quota as all others. */
export async function sendTestMail(
  { to, kind, locale, reminderNumber, once }: TestMail,
  { document, origin, from, dryRun, paused }: TestMailContext,
  now: Date,
  ports: TestMailPorts,
): Promise<TestMailAnswer> {
  if (dryRun || paused) return refused(dryRun ? 'dryRun' : 'paused');
  const { facts } = await ports.recipients.readJourney(to.toLowerCase());
  if (facts === undefined) return refused('unknownCaller');
  const address = chooseAddress(facts.user, document.audience.addressFallback);
  if (address === undefined) return refused('noAddress');
  if (once !== undefined && !(await isFirst(to, once, ports))) return refused('askedBefore');
  if (!(await takeFromHour(to, now, ports))) return refused('tooMany');
  if (!(await takeFromQuota(document.capacity, now, ports.gates))) return refused('quotaSpent');

  const mail = previewMail(variantOf(kind, reminderNumber), locale, campaignMailFacts(document, origin, now));
  const messageId = ports.ids.next();
  const recipient = { address, displayName: facts.user.displayName };
  const answer = await ports.mailer.send({ messageId, from, to: recipient, ...mail });
  return answer.kind === 'accepted' ? { kind: 'sent', messageId } : refused(await refusalOf(answer, now, ports));
}

/** Whoever looks at all mails in one language needs fewer; a leaked token can do no more. */
const mostAnHour = 10;

const isFirst = async (to: string, once: string, { testMailBudget }: TestMailPorts): Promise<boolean> =>
  (await testMailBudget.take(`${to.toLowerCase()}|once|${once}`, 1, 1)) === 1;

async function takeFromHour(to: string, now: Date, { testMailBudget }: TestMailPorts): Promise<boolean> {
  const hour = now.toISOString().slice(0, 13);
  return (await testMailBudget.take(`${to.toLowerCase()}|${hour}`, 1, mostAnHour)) === 1;
}

async function refusalOf(
  answer: Exclude<SendAnswer, { kind: 'accepted' }>,
  now: Date,
  ports: TestMailPorts,
): Promise<TestMailRefusal> {
  if (answer.kind === 'ambiguous') return { inDoubt: answer.because };
  if (answer.kind === 'refused') return { notTaken: answer.because };
  await closeGateAfter(answer, now, ports);
  return { notTaken: answer.kind === 'throttled' ? '429' : answer.because };
}
