import { RestError, type TableClient, type TransactionAction } from '@azure/data-tables';
import { writable } from './cells.ts';

/**
 * Carries out up to 100 actions on rows of one partition, all of them or none. Answers their ETags in the order of the
 * actions, undefined for a deletion. Throws a RestError with the status and code of the service; with those of the action
 * that was refused, where it was one.
 *
 * The SDK takes every answer of 2xx for done, also where the answers to some actions are missing, or where one is a refusal
 * without a text that it can read (seen in @azure/data-tables 13.3.2). So the status of each is looked at, and they are
 * counted. https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */
export async function submit(
  table: TableClient,
  actions: readonly TransactionAction[],
): Promise<readonly (string | undefined)[]> {
  const { subResponses } = await table.submitTransaction(actions.map(writableAction));
  const refused = subResponses.find(({ status }) => !(status >= 200 && status < 300));
  if (refused) throw new RestError('An action was refused, and did not say why', { statusCode: refused.status });
  if (subResponses.length !== actions.length) {
    throw new Error(`A transaction of ${actions.length} actions had ${subResponses.length} answers`);
  }
  return subResponses.map(({ etag }) => etag);
}

function writableAction(action: TransactionAction): TransactionAction {
  const [kind, row, ...rest] = action;
  return [kind, writable(row), ...rest] as TransactionAction;
}
