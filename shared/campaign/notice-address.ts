import { domainOf, isAmong } from '../recipient/address.ts';

/** Where the campaign's own notices may go: what they say of people and dates is not for everybody to be sent. */
export interface NoticePlaces {
  /** Addresses that the app setting `NOTICE_ADDRESSES` names, wherever they are. */
  readonly addresses: readonly string[];
  /** Domains that people of the last believed pass sign in with, in lower case; undefined where no pass has said them. */
  readonly domains: readonly string[] | undefined;
}

/** Why nothing goes to an address. */
export type WhyNoNotice = 'domainsUnknown' | 'otherDomain';

export const whyNoNotice: Readonly<Record<WhyNoNotice, string>> = {
  domainsUnknown:
    'cannot be written to before a full pass has said which domains your people sign in with, unless the app setting NOTICE_ADDRESSES names it',
  otherDomain:
    'is of no domain that your people sign in with: give an address of one, or name this one in the app setting NOTICE_ADDRESSES',
};

/** Undefined where a notice may go to the address. What is not known is no. A domain under one that is known is another. */
export function refusalOf(address: string, { addresses, domains }: NoticePlaces): WhyNoNotice | undefined {
  if (isAmong(address, addresses)) return undefined;
  if (domains === undefined) return 'domainsUnknown';
  return domains.includes(domainOf(address.trim())) ? undefined : 'otherDomain';
}

/** Those that a notice may go to. */
export const allowedOf = (to: readonly string[], places: NoticePlaces): readonly string[] =>
  to.filter((address) => refusalOf(address, places) === undefined);

/** The addresses of a list that nothing goes to, each with its place in the list. */
export const refusedOf = (
  to: readonly string[],
  places: NoticePlaces,
): readonly { readonly at: number; readonly because: WhyNoNotice }[] =>
  to.flatMap((address, at) => {
    const because = refusalOf(address, places);
    return because === undefined ? [] : [{ at, because }];
  });

/** An organisation has tens; of one with more the others are named in `NOTICE_ADDRESSES`. */
const mostDomains = 300;

/** The domains that are known, with those of some more sign-in names. */
export function withDomainsOf(signInNames: readonly string[], known: readonly string[]): readonly string[] {
  const all = new Set(known);
  for (const name of signInNames) {
    const domain = name.includes('@') ? domainOf(name.trim()) : '';
    if (domain !== '' && all.size < mostDomains) all.add(domain);
  }
  return [...all];
}
