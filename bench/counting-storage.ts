import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * Stands before Azurite, in a process of its own: rows of `Recipients` and of lists are counted and forgotten, all else is
 * passed on.
 * With a million rows Azurite takes some hundred a second, and the pass would be measured by how long it waits.
 *
 *   node bench/counting-storage.ts AZURITE_TABLE_PORT
 */
const port = Number(process.argv[2]);
const counts = { rows: 0, listRows: 0, listTransactions: 0, listBytes: 0 };

const server = createServer((request, response) => {
  handle(request, response).catch(() => response.destroy());
});

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/counts') return void response.end(JSON.stringify(counts));
  const body = await buffer(request);
  const text = request.url!.endsWith('$batch') ? body.toString('latin1') : '';
  const [rows, listRows] = [countOf(rowOfRecipients, text), countOf(rowOfLists, text)];
  if (rows + listRows === 0) return passOn(request, body, response);
  counts.rows += rows;
  if (listRows > 0) countLists(listRows, body.length);
  response
    .writeHead(202, { 'content-type': 'multipart/mixed; boundary=batchresponse_1' })
    .end(answerFor(rows + listRows));
}

const rowOfRecipients = /^PATCH \S+\/Recipients\(/gm;
const rowOfLists = /^PUT \S+\/PassRows\(PartitionKey='lists(\||%7C)/gm;

const countOf = (row: RegExp, body: string): number => body.match(row)?.length ?? 0;

function countLists(rows: number, bytes: number): void {
  counts.listRows += rows;
  counts.listTransactions += 1;
  counts.listBytes += bytes;
}

const written = `--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 204 No Content\r\nX-Content-Type-Options: nosniff\r\nDataServiceVersion: 1.0;\r\nETag: W/"datetime'2026-12-01T09%3A00%3A00.0000000Z'"\r\n\r\n\r\n`;

const answerFor = (rows: number): string =>
  `--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n${written.repeat(rows)}--changesetresponse_1--\r\n--batchresponse_1--\r\n`;

function passOn({ method, url, headers }: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const passed = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy()).end(body);
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
process.once('disconnect', () => process.exit(0));
