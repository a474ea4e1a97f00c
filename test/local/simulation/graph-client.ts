import { Client, HTTPMessageHandler, type Context, type Middleware } from '@microsoft/microsoft-graph-client';

/** Microsoft's own client on a plain loopback address, where its usual middleware would drop the token. */
export function graphClient(origin: string): Client {
  const send = new HTTPMessageHandler();
  const authenticate: Middleware = {
    execute: async (context: Context) => {
      context.options = { ...context.options, headers: { authorization: 'Bearer local' } };
      await send.execute(context);
    },
  };
  return Client.initWithMiddleware({
    middleware: authenticate,
    baseUrl: origin,
    customHosts: new Set([new URL(origin).hostname]),
  });
}
