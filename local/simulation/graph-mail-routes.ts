import { collection, type GraphEndpoint, graphRoute, notFound, takePage } from './graph-endpoint.ts';
import type { Route, SimulationRequest } from './http.ts';
import { GraphError, readPageQuery, selector } from './odata.ts';
import { meetsAll, parseFilter } from './odata-filter.ts';
import { existsAt } from './person-state.ts';
import type { ReceivedMail } from './received-mail.ts';
import { findPerson } from './world.ts';

const rules = { options: ['$select', '$top', '$filter'], defaultTop: 10, maxTop: 1_000 };
const properties = new Set(['id', 'subject', 'receivedDateTime', 'internetMessageId', 'internetMessageHeaders']);

/**
 * A person's mails as Graph shows them (learn.microsoft.com/graph/api/user-list-messages): for the live suite. And what their
 * mailbox is for (learn.microsoft.com/graph/api/user-get-mailboxsettings).
 */
export const graphMailRoutes = (endpoint: GraphEndpoint): Route[] => [
  graphRoute(endpoint, '/users/{idOrUpn}/mailboxSettings/userPurpose', (request) => readPurpose(endpoint, request)),
  graphRoute(endpoint, '/users/{idOrUpn}/messages', (request) => listMessages(endpoint, request)),
];

function readPurpose({ world, origin }: GraphEndpoint, { params }: SimulationRequest): unknown {
  const name = params['idOrUpn'] ?? '';
  const state = findPerson(world, name);
  if (state === undefined || !existsAt(state, world.nowMs)) throw notFound(name);
  const { id, mailboxPurpose } = state.person;
  if (mailboxPurpose === undefined)
    throw new GraphError(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  return {
    '@odata.context': `${origin()}/v1.0/$metadata#users('${id}')/mailboxSettings/userPurpose`,
    value: mailboxPurpose,
  };
}

function listMessages(endpoint: GraphEndpoint, { url, params }: SimulationRequest): unknown {
  const { world } = endpoint;
  const name = params['idOrUpn'] ?? '';
  const state = findPerson(world, name) ?? world.byAddress.get(name.toLowerCase());
  if (state === undefined) throw notFound(name);
  const query = readPageQuery(url, rules);
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, { subject: ['eq'] });
  const choose = selector(query.select, properties, 'microsoft.graph.message');
  const page = takePage(query.from ?? 0, state.mails.length, query.top, (position) => {
    const mail = state.mails[position]!;
    const message = graphMessage(mail);
    const isThere = mail.status === 'Delivered' && mail.deliveredAtMs <= world.nowMs;
    return isThere && meetsAll(conditions, message) ? choose(message) : undefined;
  });
  return collection(endpoint, url, `users('${state.person.id}')/messages`, page);
}

const graphMessage = ({ operationId, deliveredAtMs, internetMessageId, message }: ReceivedMail) => ({
  id: operationId,
  subject: message.content.subject,
  receivedDateTime: new Date(deliveredAtMs).toISOString(),
  internetMessageId,
  internetMessageHeaders: Object.entries(message.headers ?? {}).map(([header, value]) => ({ name: header, value })),
});
