import { ownersUntold } from '../campaign/owner-mailbox.ts';
import { noticePathsOf, refusedIn } from '../config/notice-paths.ts';
import { methodEndings, lastingOf } from '../registration/method-endings.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import { pass, warn, type Check } from './check.ts';
import type { PreflightFacts } from './preflight-facts.ts';

type MailFactsOfPreflight = Pick<
  PreflightFacts,
  'document' | 'origin' | 'now' | 'noticeAddresses' | 'lastPass' | 'words'
>;

/** Whether the mails will be true, and of use, for those who get them. */
export const checkMails = (facts: MailFactsOfPreflight): readonly Check[] => [
  checkReplies(facts),
  checkEndings(facts),
  checkAdministrators(facts),
  ...checkNotices(facts),
  ...checkOwners(facts),
];

function checkReplies({ origin, words: say }: MailFactsOfPreflight): Check {
  const id = 'replies';
  return origin.canReply ? pass(id, say.repliesAsked) : warn(id, say.noReplies, say.setReplies);
}

/** https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement */
function checkEndings({ document: { sspr }, origin, now, words: say }: MailFactsOfPreflight): Check {
  const id = 'methods that end';
  const endings = methodEndings(now, origin.cloud, sspr.ownTelephonyProvider);
  const allowed = sspr.allowedMethods;
  if (allowed === undefined) return pass(id, say.noMethodDeclared);
  const ending = allowed.filter((method) => lastingOf(method, endings) !== 'lasts');
  if (ending.length === 0) return pass(id, say.noMethodEnds);
  const what = [...new Set(ending.map((method) => say.methodEnds[method]?.(phoneMethodsEndOn)))].join(', ');
  const isAll = ending.length === allowed.length;
  return warn(id, say.methodsEnd(what), isAll ? say.allowBeforeThat : say.allowLasting);
}

/** https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr */
const checkAdministrators = ({ document: { audience }, words: say }: MailFactsOfPreflight): Check =>
  pass('administrators', `${audience.admins === 'include' ? say.adminsWrittenTo : say.adminsLeftOut} ${say.adminRule}`);

function checkNotices({ document, noticeAddresses, lastPass, words: say }: MailFactsOfPreflight): readonly Check[] {
  const all = noticePathsOf(document);
  if (all.length === 0) return [];
  const id = 'notices';
  const refused = refusedIn(document, { addresses: noticeAddresses, domains: lastPass?.signInDomains });
  if (refused.length === 0) return [pass(id, say.noticesGo(all.length))];
  const list = refused.map(({ path, because }) => `${path} ${say.whyNoNotice[because]}`).join('; ');
  return [warn(id, say.noticesRefused(list), say.mendNotices)];
}

/** Where nobody is named, digests are off, and nobody misses one. */
function checkOwners({ document: { owners, digests }, words: say }: MailFactsOfPreflight): readonly Check[] {
  if (Object.keys(owners).length === 0) return [];
  const id = 'owners';
  const untold = digests.trouble ? ownersUntold(owners) : [];
  if (untold.length === 0) return [pass(id, say.ownersTold)];
  const list = untold.map((owner) => `${owner} (${say.owners[owner]})`).join('; ');
  return [warn(id, say.ownersUntold(list), say.nameOwners)];
}
