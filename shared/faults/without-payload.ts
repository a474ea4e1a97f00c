interface ServiceError extends Error {
  readonly statusCode?: number;
  readonly code?: string;
}

/**
 * An error of Azure's SDKs without the request that it carries along: names, addresses and tokens in it must never reach a
 * log. Status, code and message stay. Any other error is answered as it is.
 * https://learn.microsoft.com/javascript/api/@azure/core-rest-pipeline/resterror
 */
export function withoutPayload(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'RestError') return error;
  const { statusCode, code, message, stack }: ServiceError = error;
  const bare = new Error([statusCode, code, message].filter((part) => part !== undefined).join(' '));
  if (stack !== undefined) bare.stack = stack;
  return Object.assign(bare, { name: 'RestError', statusCode, code });
}
