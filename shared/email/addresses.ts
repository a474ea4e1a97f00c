import type { Cloud } from '../registration/cloud.ts';

/** An address as printed, and where it leads when the campaign allows links. What is printed is where it leads. */
export interface WebAddress {
  readonly printed: string;
  readonly href: string;
}

/** The only addresses that a mail to people of one cloud may name. Microsoft hosts all of them. */
export interface CloudAddresses {
  readonly register: WebAddress;
  readonly reset: WebAddress;
  /** What the browser shows when the address is right. */
  readonly registerHost: string;
  readonly resetHost: string;
}

/**
 * The hosts of other clouds than the public one could not be looked at from here; docs/configuration.md says how sure each
 * of them is.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks
 */
export const addressesIn: Readonly<Record<Cloud, CloudAddresses>> = {
  public: {
    register: typed('aka.ms/ssprsetup'),
    reset: typed('aka.ms/sspr'),
    registerHost: 'mysignins.microsoft.com',
    resetHost: 'passwordreset.microsoftonline.com',
  },
  usGovernment: {
    register: typed('mysignins.microsoft.us/security-info'),
    reset: typed('passwordreset.microsoftonline.us'),
    registerHost: 'mysignins.microsoft.us',
    resetHost: 'passwordreset.microsoftonline.us',
  },
  china: {
    register: typed('account.activedirectory.windowsazure.cn/PasswordReset/Register.aspx?regref=ssprsetup'),
    reset: typed('passwordreset.activedirectory.windowsazure.cn'),
    registerHost: 'account.activedirectory.windowsazure.cn',
    resetHost: 'passwordreset.activedirectory.windowsazure.cn',
  },
};

function typed(printed: string): WebAddress {
  return { printed, href: `https://${printed}` };
}

export const { register: registerAddress, reset: resetAddress } = addressesIn.public;

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
export function isAllowedLink(href: string, cloud: Cloud = 'public'): boolean {
  const { register, reset } = addressesIn[cloud];
  if (href === register.href || href === reset.href) return true;
  const [, tenantId, language] = (cloud === 'public' ? securityInfoLink.exec(href) : null) ?? [];
  return tenantId !== undefined && guid.test(tenantId) && language !== undefined;
}
