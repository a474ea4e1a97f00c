import { z } from 'zod';
import {
  collection,
  creatingGraphRoute,
  deletingGraphRoute,
  type GraphEndpoint,
  graphRoute,
  notFound,
} from './graph-endpoint.ts';
import { authenticationMethods } from './graph-user.ts';
import { parseJson, type Route, type SimulationRequest } from './http.ts';
import { GraphError } from './odata.ts';
import { existsAt, type PersonState } from './person-state.ts';
import { changeInForce } from './security-info.ts';
import { findPerson } from './world.ts';

/** What somebody with the permission does to a person's methods. */
export interface MethodChanges {
  readonly enter: (state: PersonState, method: string, value: string) => void;
  readonly remove: (state: PersonState, method: string) => void;
}

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

/** The same with everybody. https://learn.microsoft.com/graph/api/resources/phoneauthenticationmethod */
const METHODS_BY_ID: Readonly<Record<string, string>> = {
  '3179e48a-750b-4051-897c-87b9720928f7': 'mobilePhone',
  'b6332ec1-7057-4abe-9331-3d72feddfe41': 'alternateMobilePhone',
  'e37fc753-ff3b-4958-9484-eaa9425c82bc': 'officePhone',
  '3ddfcfc8-9383-446f-83cc-3ab9be4be18f': 'email',
};

/** A user's phones and email address, each of which an app may add when it is not there yet, and take away. */
export function graphMethodRoutes(endpoint: GraphEndpoint, { enter, remove }: MethodChanges): Route[] {
  const phones = '/users/{idOrUpn}/authentication/phoneMethods';
  const emails = '/users/{idOrUpn}/authentication/emailMethods';
  return [
    graphRoute(endpoint, phones, (request) => listOf(endpoint, request, 'phone')),
    graphRoute(endpoint, emails, (request) => listOf(endpoint, request, 'email')),
    creatingGraphRoute(endpoint, phones, (request) => addPhone(endpoint, request, enter)),
    creatingGraphRoute(endpoint, emails, (request) => addEmail(endpoint, request, enter)),
    deletingGraphRoute(endpoint, `${phones}/{id}`, (request) => deleteMethod(endpoint, request, remove)),
    deletingGraphRoute(endpoint, `${emails}/{id}`, (request) => deleteMethod(endpoint, request, remove)),
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

function addPhone(endpoint: GraphEndpoint, request: SimulationRequest, enter: MethodChanges['enter']): unknown {
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

function addEmail(endpoint: GraphEndpoint, request: SimulationRequest, enter: MethodChanges['enter']): unknown {
  const state = presentPerson(endpoint, request);
  const parsed = emailSchema.safeParse(parseJson(request.body));
  if (!parsed.success) throw refused('invalidEmailAddress', z.prettifyError(parsed.error));
  if (methodsOf(endpoint, state).includes('email'))
    throw refused('emailMethodAlreadyExists', 'An email address is registered already.');
  enter(state, 'email', parsed.data.emailAddress);
  return resourcesOf(endpoint, state, 'email')[0];
}

function deleteMethod(endpoint: GraphEndpoint, request: SimulationRequest, remove: MethodChanges['remove']): void {
  const state = presentPerson(endpoint, request);
  const method = METHODS_BY_ID[request.params['id']?.toLowerCase() ?? ''];
  const has = methodsOf(endpoint, state);
  if (method === undefined || !has.includes(method)) throw notFound(request.params['id'] ?? '');
  if (method === 'mobilePhone' && has.includes('alternateMobilePhone'))
    throw refused('alternateMobilePhoneExists', 'The alternate phone has to go first.');
  remove(state, method);
}

/** Microsoft documents that it is refused, not with which code. */
const refused = (code: string, message: string): GraphError => new GraphError(400, code, message);
