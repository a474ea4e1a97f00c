import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A mail service that takes everything at once, in a process of its own: `node bench/fake-acs.ts` */
const counts = { posts: 0, questions: 0 };

const server = createServer((request, response) => {
  if (request.url === '/counts') return void response.end(JSON.stringify(counts));
  request.resume().once('end', () => {
    const isPost = request.method === 'POST';
    counts[isPost ? 'posts' : 'questions'] += 1;
    const id = request.headers['operation-id'] ?? 'id';
    const location = `http://${request.headers.host}/emails/operations/${String(id)}?api-version=2025-09-01`;
    const headers = { 'content-type': 'application/json', ...(isPost && { 'operation-location': location }) };
    response
      .writeHead(isPost ? 202 : 200, headers)
      .end(JSON.stringify({ id, status: isPost ? 'Running' : 'Succeeded' }));
  });
});

// Longer than any pause of a client on a busy machine.
server.keepAliveTimeout = 120_000;
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
process.once('disconnect', () => process.exit(0));
