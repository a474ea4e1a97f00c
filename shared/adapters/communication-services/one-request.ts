import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/**
 * What the SDK would make a second request for: a status to ask about, an address to go on to, a challenge to answer by
 * sending again.
 */
const followed = ['Operation-Location', 'Azure-AsyncOperation', 'Location', 'WWW-Authenticate'];

/**
 * Keeps an operation to one request. After its POST the SDK asks for the status at once, and throws when that fails although
 * the mail was accepted; its authentication sends a request again that was challenged. It does neither where the answer
 * names nothing to follow: then the operation is done. docs/decisions/0016
 *
 * The answer is asked for unpacked, since the SDK's HTTP client waits without end for the rest of a packed one.
 */
export const oneRequestPolicy: PipelinePolicy = {
  name: 'oneRequest',
  async sendRequest(request, next) {
    request.headers.delete('Accept-Encoding');
    const response = await next(request);
    for (const header of followed) response.headers.delete(header);
    return response;
  },
};
