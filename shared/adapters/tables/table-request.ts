import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { RestError, type TableClient } from '@azure/data-tables';
import { tableHttpClient } from './http-client.ts';

export interface TableRequest {
  readonly method: 'GET' | 'POST';
  /** What follows the address of the account: `$batch`, `Waves()?$top=1`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Makes a request through the SDK's own pipeline: it signs, retries, and gives up in time. Any answer is one. */
export function ask(table: TableClient, { method, path, headers, body }: TableRequest): Promise<PipelineResponse> {
  const [, sas] = table.url.split('?');
  const token = sas ? `${path.includes('?') ? '&' : '?'}${sas}` : '';
  const url = `${accountUrl(table)}/${path}${token}`;
  const request = createPipelineRequest({
    url,
    method,
    headers: createHttpHeaders({ ...headers, dataserviceversion: '3.0', 'x-ms-version': '2019-02-02' }),
    ...(body !== undefined && { body }),
    allowInsecureConnection: url.startsWith('http:'),
  });
  return table.pipeline.sendRequest(tableHttpClient, request);
}

export const accountUrl = (table: TableClient): string => table.url.split('?')[0]!.replace(/\/$/, '');

/** Where a row is, after the address or the name of its table. */
export const rowPath = (table: string, partitionKey: string, rowKey: string): string =>
  `${table}(PartitionKey='${quoted(partitionKey)}',RowKey='${quoted(rowKey)}')`;

const quoted = (key: string): string => encodeURIComponent(key).replaceAll("'", "''");

/** A refusal as the SDK would tell it: with the status, and the code and words of the service. */
export function refusal(statusCode: number, body: string | null | undefined): RestError {
  const { code, message } = errorIn(body ?? '');
  return new RestError(message ?? 'The request was refused', { statusCode, ...(code !== undefined && { code }) });
}

interface ServiceError {
  readonly code?: string;
  readonly message?: string;
}

function errorIn(body: string): ServiceError {
  try {
    const { 'odata.error': error } = JSON.parse(body) as {
      'odata.error'?: { code?: string; message?: { value?: string } };
    };
    return { ...(error?.code && { code: error.code }), ...(error?.message?.value && { message: error.message.value }) };
  } catch {
    return {};
  }
}
