import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  proxyPolicy,
  type HttpMethods,
  type PipelinePolicy,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { isPlainLoopback } from '../../config/loopback.ts';
import { wholeClient } from './whole-client.ts';

interface Asking {
  readonly method?: HttpMethods;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/**
 * One request and its whole answer; redirects are not followed. Throws when the answer does not come whole and in time,
 * and for plain http to anything but this machine.
 */
export type Http = (url: URL, asking: Asking) => Promise<PipelineResponse>;

/**
 * How adapters talk that have no SDK of their own. A proxy is found by the rule of Azure's SDKs, so that all of the app
 * goes the same way: `HTTPS_PROXY` (`ALL_PROXY`, `HTTP_PROXY`) but for the hosts in `NO_PROXY`.
 * https://learn.microsoft.com/azure/developer/javascript/sdk/proxy
 */
export function connectHttp(policies: readonly PipelinePolicy[] = []): Http {
  const pipeline = createEmptyPipeline();
  for (const policy of [proxyPolicy(), ...policies]) pipeline.addPolicy(policy);
  return (url, { method = 'GET', headers = {}, body, timeoutMs }) => {
    const request = createPipelineRequest({
      url: url.href,
      method,
      headers: createHttpHeaders(headers),
      ...(body !== undefined && { body }),
      timeout: timeoutMs,
      allowInsecureConnection: isPlainLoopback(url),
    });
    return pipeline.sendRequest(wholeClient, request);
  };
}
