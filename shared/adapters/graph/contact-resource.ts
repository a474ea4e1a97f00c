import { z } from 'zod';
import type { ContactDetails, ContactMethod } from '../../prepopulation/contact-details.ts';
import { idSegment } from './graph-values.ts';

/**
 * One of the two collections. Both permissions are the granular ones, of one kind of method each; reading is part of them.
 * https://learn.microsoft.com/graph/permissions-reference
 */
export interface Resource {
  readonly segment: 'phoneMethods' | 'emailMethods';
  readonly permission: string;
  readonly bodyOf: (method: ContactMethod, value: string) => object;
  /** Undefined for a body that is not understood. */
  readonly detailsIn: (body: unknown) => ContactDetails | undefined;
}

const phoneTypes = { mobilePhone: 'mobile', alternateMobilePhone: 'alternateMobile' } as const;
type PhoneMethod = keyof typeof phoneTypes;

const phones = z.object({ value: z.array(z.object({ phoneType: z.string(), phoneNumber: z.string() })) });
const emails = z.object({ value: z.array(z.object({ emailAddress: z.string() })) });

/** https://learn.microsoft.com/graph/api/authentication-post-phonemethods */
const phoneResource: Resource = {
  segment: 'phoneMethods',
  permission: 'UserAuthMethod-Phone.ReadWrite.All',
  bodyOf: (method, phoneNumber) => ({ phoneNumber, phoneType: phoneTypes[method as PhoneMethod] }),
  detailsIn: (body) => {
    const parsed = phones.safeParse(body);
    if (!parsed.success) return undefined;
    const numbers = new Map(parsed.data.value.map(({ phoneType, phoneNumber }) => [phoneType, phoneNumber]));
    return detailsOf(Object.entries(phoneTypes).map(([method, phoneType]) => [method, numbers.get(phoneType)]));
  },
};

/** https://learn.microsoft.com/graph/api/authentication-post-emailmethods */
const emailResource: Resource = {
  segment: 'emailMethods',
  permission: 'UserAuthMethod-Email.ReadWrite.All',
  bodyOf: (_, emailAddress) => ({ emailAddress }),
  detailsIn: (body) => {
    const parsed = emails.safeParse(body);
    return parsed.success ? detailsOf([['email', parsed.data.value[0]?.emailAddress]]) : undefined;
  },
};

export const resourceOf = (method: ContactMethod): Resource => (method === 'email' ? emailResource : phoneResource);

const detailsOf = (entries: readonly (readonly [string, string | undefined])[]): ContactDetails =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

export const pathOf = (userId: string, { segment }: Resource): string =>
  `/users/${idSegment(userId)}/authentication/${segment}`;

/**
 * Each has the same id with everybody. The same permission as for adding.
 * https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete
 * https://learn.microsoft.com/graph/api/emailauthenticationmethod-delete
 */
export const methodIds: Readonly<Record<ContactMethod, string>> = {
  mobilePhone: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobilePhone: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
};
