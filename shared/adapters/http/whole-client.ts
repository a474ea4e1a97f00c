import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';
import { request as requestPlain, type Agent, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/**
 * Carries a request of a pipeline, through the agent that its proxy policy has chosen. Its timeout is for all of the
 * answer: the SDK's own client waits without end for the rest of a packed body.
 *
 * Without streams, which unpack a page in small pieces: reading a large tenant takes twice the processor time by them.
 */
export const wholeClient: HttpClient = {
  async sendRequest(request) {
    const signal = AbortSignal.timeout(request.timeout);
    try {
      const answer = await begin(request, signal);
      const bytes = unpacked(await buffer(answer), answer.headers['content-encoding']);
      const bodyAsText = new TextDecoder().decode(bytes);
      return { request, status: answer.statusCode!, headers: headersOf(answer), bodyAsText };
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  },
};

async function begin(request: PipelineRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers, body, agent, allowInsecureConnection } = request;
  const { protocol, origin } = new URL(url);
  const isPlain = protocol === 'http:';
  if (isPlain && allowInsecureConnection !== true)
    throw new Error(`A request to ${origin} was not made: it is not https`);
  const options = {
    method,
    signal,
    headers: { ...headers.toJSON({ preserveCase: true }), 'accept-encoding': 'gzip' },
    // The pipeline knows an agent by what it needs of one.
    ...(agent && { agent: agent as Agent }),
  };
  return new Promise((resolve, reject) => {
    const made = (isPlain ? requestPlain : requestSecure)(url, options, resolve);
    made.on('error', reject).end(body);
  });
}

/**
 * A page of 999 users takes half a megabyte: it fits into one chunk and is not put together. What unpacks to a hundred
 * times that is no page.
 */
const unpacking = { chunkSize: 1_048_576, maxOutputLength: 67_108_864 };

/** At once: a page takes a millisecond, and handing it to another thread and back costs as much. */
function unpacked(bytes: Buffer, encoding = 'identity'): Buffer {
  if (encoding === 'identity' || bytes.length === 0) return bytes;
  if (encoding === 'gzip') return gunzipSync(bytes, unpacking);
  throw new Error(`An answer came in the encoding ${encoding}, which was not asked for`);
}

function headersOf({ headers }: IncomingMessage) {
  const read = createHttpHeaders();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return read;
}
