import { whyNoNotice } from '../campaign/notice-address.ts';
import { mailboxOwnerInWords, ownersUntold } from '../campaign/owner-mailbox.ts';
import { noticePathsOf, refusedIn } from '../config/notice-paths.ts';
import { methodEndings, lastingOf } from '../registration/method-endings.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import type { SsprMethod } from '../registration/sspr-method.ts';
import { pass, warn, type Check } from './check.ts';
import type { PreflightFacts } from './preflight-facts.ts';

type MailFactsOfPreflight = Pick<PreflightFacts, 'document' | 'origin' | 'now' | 'noticeAddresses' | 'lastPass'>;

/** Whether the mails will be true, and of use, for those who get them. */
export const checkMails = (facts: MailFactsOfPreflight): readonly Check[] => [
  checkReplies(facts),
  checkEndings(facts),
  checkAdministrators(facts),
  ...checkNotices(facts),
  ...checkOwners(facts),
];

function checkReplies({ origin }: MailFactsOfPreflight): Check {
  const id = 'replies';
  if (origin.canReply) return pass(id, 'Mails ask for a reply where somebody has a question.');
  const detail = 'REPLY_TO_ADDRESS is not set, so no mail asks for a reply: people are asked to call instead.';
  return warn(id, detail, 'Set REPLY_TO_ADDRESS to a mailbox that the help desk reads.');
}

/** What is said of the methods that Microsoft has set an end to. */
const endOf: Partial<Record<SsprMethod, string>> = {
  mobilePhone: `text messages and calls end on ${phoneMethodsEndOn}`,
  officePhone: `text messages and calls end on ${phoneMethodsEndOn}`,
  securityQuestions: 'security questions end in March 2027',
};

/** https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement */
function checkEndings({ document: { sspr }, origin, now }: MailFactsOfPreflight): Check {
  const id = 'methods that end';
  const endings = methodEndings(now, origin.cloud, sspr.ownTelephonyProvider);
  const allowed = sspr.allowedMethods;
  if (allowed === undefined)
    return pass(id, 'No method is declared (sspr.allowedMethods). The mails recommend none, and say when phones end.');
  const ending = allowed.filter((method) => lastingOf(method, endings) !== 'lasts');
  if (ending.length === 0) return pass(id, 'No method that the mails recommend ends within 120 days.');
  const what = [...new Set(ending.map((method) => endOf[method]))].join(', ');
  const isAll = ending.length === allowed.length;
  const remedy = isAll
    ? 'Allow another method in Entra before that day, or nobody can reset. Then put it into sspr.allowedMethods.'
    : 'Allow methods that last, and name them in sspr.allowedMethods. Set sspr.ownTelephonyProvider where a provider of your own reaches all of your people.';
  return warn(id, `The mails recommend what ends within 120 days, and say so: ${what}.`, remedy);
}

/** https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr */
const administratorRule =
  'Administrators are under Microsoft’s own rule (two methods, no security questions), whatever the SSPR policy says: test with somebody who is no admin.';

const checkAdministrators = ({ document: { audience } }: MailFactsOfPreflight): Check =>
  pass(
    'administrators',
    `${audience.admins === 'include' ? 'They are written to.' : 'They are left out.'} ${administratorRule}`,
  );

function checkNotices({ document, noticeAddresses, lastPass }: MailFactsOfPreflight): readonly Check[] {
  const all = noticePathsOf(document);
  if (all.length === 0) return [];
  const id = 'notices';
  const refused = refusedIn(document, { addresses: noticeAddresses, domains: lastPass?.signInDomains });
  if (refused.length === 0)
    return [pass(id, `Every address of waveNotices and owners may be written to (${all.length}).`)];
  const list = refused.map(({ path, because }) => `${path} ${whyNoNotice[because]}`).join('; ');
  return [warn(id, `Nothing is sent to some addresses: ${list}.`, 'Mend the address, or set NOTICE_ADDRESSES.')];
}

/** Where nobody is named, digests are off, and nobody misses one. */
function checkOwners({ document: { owners, digests } }: MailFactsOfPreflight): readonly Check[] {
  if (Object.keys(owners).length === 0) return [];
  const id = 'owners';
  const untold = digests.trouble ? ownersUntold(owners) : [];
  if (untold.length === 0) return [pass(id, 'Each cause of trouble has a mailbox that is told of it.')];
  const list = untold.map((owner) => `${owner} (${mailboxOwnerInWords(owner)})`).join('; ');
  const remedy = 'Name their mailboxes in owners, or that of owners.campaign, which is told of what has no other.';
  return [warn(id, `Nobody is told of people in trouble whom these can help: ${list}.`, remedy)];
}
