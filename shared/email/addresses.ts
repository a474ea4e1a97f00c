/*
 * The only addresses a mail may send people to. Microsoft hosts all of them.
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks
 */

/** An address as printed, and where it leads when the campaign allows links. What is printed is where it leads. */
export interface WebAddress {
  readonly printed: string;
  readonly href: string;
}

export const registerAddress: WebAddress = { printed: 'aka.ms/ssprsetup', href: 'https://aka.ms/ssprsetup' };
export const resetAddress: WebAddress = { printed: 'aka.ms/sspr', href: 'https://aka.ms/sspr' };

const securityInfo = 'mysignins.microsoft.com/security-info';
const securityInfoLink =
  /^https:\/\/mysignins\.microsoft\.com\/security-info\?tenantId=([^&]*)&lng=([a-z]{2}(?:-[A-Za-z]{2,4})?)$/u;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/**
 * The security info page of one tenant, which matters to people who are guests elsewhere, in the language of the mail,
 * so that the page uses the words that the mail quotes. Undefined when the tenant id is not one.
 */
export function securityInfoAddress(tenantId: string | undefined, language: string): WebAddress | undefined {
  if (tenantId === undefined || !guid.test(tenantId)) return undefined;
  return { printed: securityInfo, href: `https://${securityInfo}?tenantId=${tenantId.toLowerCase()}&lng=${language}` };
}

/** Whether a mail may carry this link: exactly the addresses above and nothing that merely looks like them. */
export function isAllowedLink(href: string): boolean {
  if (href === registerAddress.href || href === resetAddress.href) return true;
  const [, tenantId, language] = securityInfoLink.exec(href) ?? [];
  return tenantId !== undefined && guid.test(tenantId) && language !== undefined;
}
