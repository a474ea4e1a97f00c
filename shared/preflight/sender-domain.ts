import type { DnsAnswer } from '../tenant/dns-answer.ts';
import { pass, warn, type Check } from './check.ts';
import type { PreflightWords } from './preflight-words.ts';

/** What DNS says of the domain that mails come from. */
export interface SenderDomain {
  readonly domain: string;
  /** Its texts, with SPF among them. */
  readonly texts: DnsAnswer;
  /** The aliases of both DKIM selectors. */
  readonly selectors: readonly DnsAnswer[];
  /** The texts of `_dmarc` below the domain, and below the one above it. */
  readonly dmarc: readonly DnsAnswer[];
}

/** https://learn.microsoft.com/azure/communication-services/quickstarts/email/add-custom-verified-domains */
export const dkimSelectors = ['selector1-azurecomm-prod-net', 'selector2-azurecomm-prod-net'] as const;
const dkimTarget = (selector: string): string => `${selector}._domainkey.azurecomm.net`;

type Finding = readonly ['good' | 'bad' | 'unknown', string];

/** Whether receivers can tell that the mails are the organisation's. What DNS does not show here is unknown, never good. */
export function checkSenderDomain(sender: SenderDomain | undefined, say: PreflightWords): readonly Check[] {
  if (sender === undefined) return [];
  const id = 'sender domain';
  // A name server that knows no text of the domain, not even its verification, is not the public one.
  const isSeen = sender.texts.kind === 'records';
  const findings = [spf(sender.texts, say), dkim(sender.selectors, isSeen, say), dmarc(sender.dmarc, isSeen, say)];
  const detail = `${sender.domain}: ${findings.map(([, words]) => words).join(' ')}`;
  if (findings.every(([kind]) => kind === 'good')) return [pass(id, detail)];
  const isBad = findings.some(([kind]) => kind === 'bad');
  return [warn(id, detail, isBad ? say.setRecords : say.lookFromOutside)];
}

/** Communication Services takes SPF with `-all` alone. */
function spf(texts: DnsAnswer, say: PreflightWords): Finding {
  if (texts.kind !== 'records') return ['unknown', say.spfUnknown];
  const found = texts.values.filter((text) => /^v=spf1(\s|$)/i.test(text.trim()));
  if (found.length === 0) return ['bad', say.spfMissing];
  if (found.length > 1) return ['bad', say.spfSeveral];
  const record = found[0]!.toLowerCase();
  if (!record.includes('include:spf.protection.outlook.com')) return ['bad', say.spfWithout];
  return /\s-all\s*$/.test(record) ? ['good', say.spfRight] : ['bad', say.spfEnd];
}

function dkim(selectors: readonly DnsAnswer[], isSeen: boolean, say: PreflightWords): Finding {
  const isSet = selectors.map((answer, i) => {
    if (answer.kind === 'unknown') return undefined;
    const target = dkimTarget(dkimSelectors[i]!);
    return answer.kind === 'records' && answer.values.some((value) => nameOf(value) === target);
  });
  if (isSet.every((one) => one === true)) return ['good', say.dkimRight];
  if (isSet.includes(undefined) || !isSeen) return ['unknown', say.dkimUnknown];
  return ['bad', say.dkimWrong];
}

const nameOf = (value: string): string => value.toLowerCase().replace(/\.$/, '');

function dmarc(answers: readonly DnsAnswer[], isSeen: boolean, say: PreflightWords): Finding {
  const texts = answers.flatMap((answer) => (answer.kind === 'records' ? answer.values : []));
  const record = texts.find((text) => /^v=dmarc1\s*;/i.test(text.trim()));
  if (record === undefined) {
    const isUnknown = !isSeen || answers.some(({ kind }) => kind === 'unknown');
    return isUnknown ? ['unknown', say.dmarcUnknown] : ['bad', say.dmarcMissing];
  }
  const policy = /;\s*p\s*=\s*(none|quarantine|reject)\b/i.exec(record)?.[1]?.toLowerCase();
  if (policy === undefined) return ['bad', say.dmarcNoPolicy];
  return ['good', policy === 'none' ? say.dmarcWatches : say.dmarcRight(policy)];
}
