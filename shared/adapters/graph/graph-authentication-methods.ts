import type {
  AuthenticationMethods,
  ContactAnswer,
  ContactReading,
  ContactRemoval,
} from '../../ports/authentication-methods.ts';
import type { ContactDetails, ContactMethod } from '../../prepopulation/contact-details.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { errorCodeIn } from './graph-failure.ts';
import { waitAskedBy } from './retry-after.ts';
import { methodIds, pathOf, resourceOf, type Resource } from './contact-resource.ts';

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
