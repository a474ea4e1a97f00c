import { z } from 'zod';
import { collection, creatingGraphRoute, type GraphEndpoint, graphRoute, notFound } from './graph-endpoint.ts';
import { authenticationMethods } from './graph-user.ts';
import { parseJson, type Route, type SimulationRequest } from './http.ts';
import { GraphError } from './odata.ts';
import { existsAt, type PersonState } from './person-state.ts';
import { changeInForce } from './security-info.ts';
import { findPerson } from './world.ts';

/** Somebody with the permission enters a method for a person. */
export type EnterMethod = (state: PersonState, method: string, value: string) => void;

const METHODS_BY_PHONE_TYPE: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
};
const phoneSchema = z.strictObject({
  phoneType: z.enum(['mobile', 'alternateMobile', 'office']),
  /** The country code, a blank and the number. https://learn.microsoft.com/graph/api/authentication-post-phonemethods */
  phoneNumber: z.string().regex(/^\+\d{1,3} \d{4,14}(x\d+)?$/),
});
const emailSchema = z.strictObject({ emailAddress: z.email() });

/** A user's phones and email address, each of which an app may add when it is not there yet. */
export function graphMethodRoutes(endpoint: GraphEndpoint, enter: EnterMethod): Route[] {
  const phones = '/users/{idOrUpn}/authentication/phoneMethods';
  const emails = '/users/{idOrUpn}/authentication/emailMethods';
  return [
    graphRoute(endpoint, phones, (request) => listOf(endpoint, request, 'phone')),
    graphRoute(endpoint, emails, (request) => listOf(endpoint, request, 'email')),
    creatingGraphRoute(endpoint, phones, (request) => addPhone(endpoint, request, enter)),
    creatingGraphRoute(endpoint, emails, (request) => addEmail(endpoint, request, enter)),
  ];
}

function presentPerson({ world }: GraphEndpoint, { params }: SimulationRequest): PersonState {
  const state = findPerson(world, params['idOrUpn'] ?? '');
  if (state === undefined || !existsAt(state, world.nowMs)) throw notFound(params['idOrUpn'] ?? '');
  return state;
}

const methodsOf = ({ world }: GraphEndpoint, state: PersonState): readonly string[] =>
  changeInForce(state.changes, world.nowMs).methods;

function resourcesOf(endpoint: GraphEndpoint, state: PersonState, kind: 'phone' | 'email') {
  const all = authenticationMethods(methodsOf(endpoint, state), state.contactDetails);
  return all.filter((one) => one['@odata.type'] === `#microsoft.graph.${kind}AuthenticationMethod`);
}

function listOf(endpoint: GraphEndpoint, request: SimulationRequest, kind: 'phone' | 'email'): unknown {
  const state = presentPerson(endpoint, request);
  const page = { value: resourcesOf(endpoint, state, kind), next: undefined };
  return collection(endpoint, request.url, `users('${state.person.id}')/authentication/${kind}Methods`, page);
}

function addPhone(endpoint: GraphEndpoint, request: SimulationRequest, enter: EnterMethod): unknown {
  const state = presentPerson(endpoint, request);
  const parsed = phoneSchema.safeParse(parseJson(request.body));
  if (!parsed.success) throw refused('invalidPhoneNumber', z.prettifyError(parsed.error));
  const { phoneType, phoneNumber } = parsed.data;
  const has = methodsOf(endpoint, state);
  const method = METHODS_BY_PHONE_TYPE[phoneType]!;
  if (has.includes(method)) throw refused('phoneMethodAlreadyExists', `A ${phoneType} phone is registered already.`);
  if (phoneType === 'alternateMobile' && !has.includes('mobilePhone'))
    throw refused('mobilePhoneRequired', 'A mobile phone must exist before an alternate one.');
  enter(state, method, phoneNumber);
  return resourcesOf(endpoint, state, 'phone').find((one) => one['phoneType'] === phoneType);
}

function addEmail(endpoint: GraphEndpoint, request: SimulationRequest, enter: EnterMethod): unknown {
  const state = presentPerson(endpoint, request);
  const parsed = emailSchema.safeParse(parseJson(request.body));
  if (!parsed.success) throw refused('invalidEmailAddress', z.prettifyError(parsed.error));
  if (methodsOf(endpoint, state).includes('email'))
    throw refused('emailMethodAlreadyExists', 'An email address is registered already.');
  enter(state, 'email', parsed.data.emailAddress);
  return resourcesOf(endpoint, state, 'email')[0];
}

/** Microsoft documents that it is refused, not with which code. */
const refused = (code: string, message: string): GraphError => new GraphError(400, code, message);
