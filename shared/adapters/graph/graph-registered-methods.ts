import { z } from 'zod';
import type { MethodsReading, RegisteredMethods } from '../../ports/registered-methods.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { errorCodeIn } from './graph-failure.ts';
import { idSegment } from './graph-values.ts';
import { waitAskedBy } from './retry-after.ts';

/**
 * The least for the whole list: the granular ones open one kind each, which would be four or five requests a person.
 * https://learn.microsoft.com/graph/permissions-reference
 */
const permission = 'UserAuthenticationMethod.Read.All';

/** All that is read of a method: numbers, addresses and names of devices are dropped here. */
const methodRow = z.object({ '@odata.type': z.string(), phoneType: z.string().nullish() });
const methodRows = z.object({ value: z.array(methodRow) });
type MethodRow = z.infer<typeof methodRow>;

const phones: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
};

/** The report's names of the kinds. https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview */
const names: ReadonlyMap<string, string> = new Map([
  ['email', 'email'],
  ['microsoftAuthenticator', 'microsoftAuthenticatorPush'],
  ['softwareOath', 'softwareOneTimePasscode'],
  ['hardwareOath', 'hardwareOneTimePasscode'],
  ['fido2', 'fido2SecurityKey'],
  ['windowsHelloForBusiness', 'windowsHelloForBusiness'],
  ['platformCredential', 'macOsSecureEnclaveKey'],
  ['temporaryAccessPass', 'temporaryAccessPass'],
  ['qrCodePin', 'qrCode'],
  ['external', 'externalAuthMethod'],
]);

/** People's methods over Graph. https://learn.microsoft.com/graph/api/authentication-list-methods */
export function createGraphRegisteredMethods(connection: GraphConnection): RegisteredMethods {
  return {
    async read(userId) {
      const answer = await connection.get(`/users/${idSegment(userId)}/authentication/methods`).catch(() => undefined);
      return answer === undefined ? { kind: 'away', because: 'noAnswer' } : readingOf(answer, connection);
    },
  };
}

function readingOf(answer: GraphAnswer, { clock }: GraphConnection): MethodsReading {
  const { status, body } = answer;
  const retryAfterSeconds = waitAskedBy(answer, clock.now());
  if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
  const code = errorCodeIn(body) ?? 'noErrorCode';
  if (status === 404) return { kind: 'noSuchUser' };
  if (status === 403) return { kind: 'refused', permission, code };
  if (status === 401 || status >= 500) return { kind: 'away', because: `${status} ${code}` };
  const rows = methodRows.safeParse(body);
  if (status !== 200 || !rows.success) return { kind: 'unreadable', because: `${status} ${code}` };
  return { kind: 'read', methods: [...new Set(rows.data.value.flatMap(namesOf))].toSorted() };
}

const odataType = /^#microsoft\.graph\.([A-Za-z0-9]{1,40})AuthenticationMethod$/;

function namesOf({ '@odata.type': type, phoneType }: MethodRow): readonly string[] {
  const kind = odataType.exec(type)?.[1];
  if (kind === 'password') return [];
  if (kind === 'phone') return [phones[phoneType ?? ''] ?? 'otherPhone'];
  return [kind === undefined ? 'other' : (names.get(kind) ?? kind)];
}
