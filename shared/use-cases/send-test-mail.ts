import type { TestMailRefusal } from '../admin/email-answer.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import { askGate, passThrough } from '../delivery/rate-gate.ts';
import type { MailKind, MailLocale } from '../email/mail.ts';
import { previewMail, variantOf } from '../email/preview.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { Ids } from '../ports/ids.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { chooseAddress } from '../recipient/address.ts';

export interface TestMailPorts {
  readonly everyone: RecipientStore;
  readonly gates: GateStore;
  readonly mailer: Mailer;
  readonly ids: Ids;
}

export interface TestMail {
  /** Object id of the caller: nobody else is ever written to. */
  readonly to: string;
  readonly kind: MailKind;
  readonly locale: MailLocale;
  readonly reminderNumber: number | undefined;
}

export type TestMailAnswer =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly because: TestMailRefusal };

const refused = (because: TestMailRefusal): TestMailAnswer => ({ kind: 'refused', because });

/** Sends one mail with made-up facts to the caller. It draws on the same quota as all others. */
export async function sendTestMail(
  { to, kind, locale, reminderNumber }: TestMail,
  document: CampaignDocument,
  dryRun: boolean,
  now: Date,
  ports: TestMailPorts,
): Promise<TestMailAnswer> {
  if (dryRun) return refused('dryRun');
  const { facts } = await ports.everyone.readJourney(to.toLowerCase());
  if (facts === undefined) return refused('unknownCaller');
  const address = chooseAddress(facts.user, document.audience.addressFallback);
  if (address === undefined) return refused('noAddress');
  if (!(await takeFromQuota(document, now, ports.gates))) return refused('quotaSpent');

  const { organisation, mail, sspr } = document;
  const campaign = { organisation, links: mail.links, methodsRequired: sspr.methodsRequired };
  const { subject, html, text } = previewMail(variantOf(kind, reminderNumber), locale, campaign);
  const messageId = ports.ids.next();
  const recipient = { address, displayName: facts.user.displayName };
  const answer = await ports.mailer.send({ messageId, to: recipient, subject, html, text });
  if (answer.kind === 'accepted') return { kind: 'sent', messageId };
  return refused({ notTaken: 'because' in answer ? answer.because : answer.kind });
}

async function takeFromQuota({ capacity }: CampaignDocument, now: Date, gates: GateStore): Promise<boolean> {
  const { gate, version } = await gates.read();
  const admission = askGate(gate, capacity, now);
  return admission.open && admission.count > 0 && gates.write(passThrough(gate, 1, now), version);
}
