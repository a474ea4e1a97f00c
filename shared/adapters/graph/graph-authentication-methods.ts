import { z } from 'zod';
import type {
  AuthenticationMethods,
  ContactAnswer,
  ContactReading,
  ContactRemoval,
} from '../../ports/authentication-methods.ts';
import type { ContactDetails, ContactMethod } from '../../prepopulation/contact-details.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { errorCodeIn } from './graph-failure.ts';
import { idSegment } from './graph-values.ts';
import { waitAskedBy } from './retry-after.ts';

/**
 * One of the two collections. Both permissions are the granular ones, of one kind of method each; reading is part of them.
 * https://learn.microsoft.com/graph/permissions-reference
 */
interface Resource {
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

const resourceOf = (method: ContactMethod): Resource => (method === 'email' ? emailResource : phoneResource);

const detailsOf = (entries: readonly (readonly [string, string | undefined])[]): ContactDetails =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

/** People's phones and addresses over Graph. */
export function createGraphAuthenticationMethods(connection: GraphConnection): AuthenticationMethods {
  return {
    async read(userId, methods) {
      let details: ContactDetails = {};
      for (const resource of new Set(methods.map(resourceOf))) {
        const reading = await read(connection, userId, resource);
        if (reading.kind !== 'read') return reading;
        details = { ...details, ...reading.details };
      }
      return { kind: 'read', details };
    },
    add: (userId, method, value) => add(connection, userId, method, value),
    remove: (userId, method) => remove(connection, userId, method),
  };
}

const pathOf = (userId: string, { segment }: Resource): string =>
  `/users/${idSegment(userId)}/authentication/${segment}`;

async function read(connection: GraphConnection, userId: string, resource: Resource): Promise<ContactReading> {
  const answer = await connection.get(pathOf(userId, resource)).catch(() => undefined);
  if (answer === undefined) return { kind: 'unreadable' };
  if (answer.status === 404) return { kind: 'noSuchUser' };
  const failure = failureFor(answer, connection, resource);
  if (failure) return failure;
  const details = answer.status === 200 ? resource.detailsIn(answer.body) : undefined;
  return details ? { kind: 'read', details } : { kind: 'unreadable' };
}

async function add(
  connection: GraphConnection,
  userId: string,
  method: ContactMethod,
  value: string,
): Promise<ContactAnswer> {
  const resource = resourceOf(method);
  const answer = await connection.post(pathOf(userId, resource), resource.bodyOf(method, value)).catch(() => undefined);
  if (answer === undefined) return { kind: 'unknown' };
  if (answer.status === 201) return { kind: 'added' };
  const failure = failureFor(answer, connection, resource);
  if (failure) return failure;
  if (answer.status >= 500) return { kind: 'unknown' };
  return { kind: 'rejected', code: codeOf(answer) };
}

/**
 * Each has the same id with everybody. The same permission as for adding.
 * https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete
 * https://learn.microsoft.com/graph/api/emailauthenticationmethod-delete
 */
const methodIds: Readonly<Record<ContactMethod, string>> = {
  mobilePhone: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobilePhone: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
};

async function remove(connection: GraphConnection, userId: string, method: ContactMethod): Promise<ContactRemoval> {
  const resource = resourceOf(method);
  const path = `${pathOf(userId, resource)}/${methodIds[method]}`;
  const answer = await connection.remove(path).catch(() => undefined);
  if (answer === undefined) return { kind: 'unknown' };
  if (answer.status === 204 || answer.status === 404) return { kind: 'removed' };
  return failureFor(answer, connection, resource) ?? { kind: 'unknown' };
}

function failureFor(answer: GraphAnswer, { clock }: GraphConnection, { permission }: Resource) {
  const retryAfterSeconds = waitAskedBy(answer, clock.now());
  if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds } as const;
  const isRefused = answer.status === 401 || answer.status === 403;
  return isRefused ? ({ kind: 'refused', permission, code: codeOf(answer) } as const) : undefined;
}

const codeOf = ({ body }: GraphAnswer): string => errorCodeIn(body) ?? 'noErrorCode';
