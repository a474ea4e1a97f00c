import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { Columns } from './cells.ts';
import { accountUrl, ask, refusal, rowPath } from './table-request.ts';

/**
 * Carries out up to 100 actions on rows of one partition, all of them or none. Answers their ETags in the order of the
 * actions, undefined for a deletion.
 *
 * Throws a RestError with the status and code of the service; with those of the action that was refused, where it was one.
 *
 * The request's body is written here, and goes through the SDK's own pipeline: it signs, retries, and gives up in time.
 * The SDK's `submitTransaction` makes a client with a pipeline of its own for each transaction and sends every row through
 * it: three to six times the work. docs/decisions/0014.
 *
 * https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */
export async function submit(
  table: TableClient,
  actions: readonly TransactionAction[],
): Promise<readonly (string | undefined)[]> {
  const body = bodyOf(actions, `${accountUrl(table)}/${table.tableName}`);
  const { status, bodyAsText } = await ask(table, { method: 'POST', path: '$batch', headers: envelope, body });
  if (status !== 202) throw refusal(status, bodyAsText);
  return etagsIn(bodyAsText ?? '', actions.length);
}

const envelope = {
  accept: 'application/json',
  'content-type': 'multipart/mixed; boundary=batch_rows',
};

/** The boundaries are always the same: JSON and URLs have no line that could be taken for one. */
const opening = Buffer.from('--batch_rows\r\ncontent-type: multipart/mixed; boundary=changeset_rows\r\n\r\n');
const closing = Buffer.from('--changeset_rows--\r\n--batch_rows--\r\n');
const partOpening = '--changeset_rows\r\ncontent-type: application/http\r\ncontent-transfer-encoding: binary\r\n\r\n';
const partHeaders =
  'Content-Type: application/json\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\nPrefer: return-no-content\r\n';

/** Bytes part by part: of one long text, making the bytes takes four times as long as all the rest. */
const bodyOf = (actions: readonly TransactionAction[], tableUrl: string): Uint8Array =>
  Buffer.concat([opening, ...actions.map((action) => Buffer.from(partOf(action, tableUrl))), closing]);

function partOf([action, row, mode, options]: TransactionAction, tableUrl: string): string {
  if (action === 'create') return part('POST', tableUrl, '', row);
  const url = rowPath(tableUrl, row.partitionKey, row.rowKey);
  if (action === 'delete') return part('DELETE', url, ifMatch('*'));
  const condition = action === 'update' ? ifMatch(options?.etag ?? '*') : '';
  return part(mode === 'Replace' ? 'PUT' : 'PATCH', url, condition, row);
}

const part = (method: string, url: string, condition: string, row?: Columns): string =>
  `${partOpening}${method} ${url} HTTP/1.1\r\n${partHeaders}${condition}\r\n${row ? asciiJson(propertiesOf(row)) : ''}\r\n`;

const ifMatch = (etag: string): string => `If-Match: ${etag}\r\n`;

/** With all but ASCII escaped: for one letter of another script, whoever reads the request keeps each character in two bytes. */
const asciiJson = (value: object): string => JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, escaped);

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Texts, numbers and flags stand for themselves; only bytes need to be told apart from text. */
function propertiesOf({ partitionKey, rowKey, ...columns }: Columns): Columns {
  const properties: Columns = { PartitionKey: partitionKey, RowKey: rowKey };
  for (const [name, value] of Object.entries(columns)) {
    if (value instanceof Uint8Array) {
      properties[name] = Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64');
      properties[`${name}@odata.type`] = 'Edm.Binary';
    } else if (typeof value === 'object' || typeof value === 'bigint') {
      throw new TypeError(`A column holds text, a number, a flag or bytes, and ${name} does not`);
    } else properties[name] = value;
  }
  return properties;
}

/** An answer for each action, or only that of the action for which all were refused. */
function etagsIn(text: string, count: number): readonly (string | undefined)[] {
  const answers = text.split('--changesetresponse_').slice(1, -1);
  for (const answer of answers) {
    const status = Number(/HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
    if (!(status >= 200 && status < 300)) throw refusal(status, /\{.*\}/s.exec(answer)?.[0] ?? '');
  }
  if (answers.length !== count) throw new Error(`A transaction of ${count} actions had ${answers.length} answers`);
  return answers.map((answer) => /^ETag: (.*?)\r?$/im.exec(answer)?.[1]);
}
