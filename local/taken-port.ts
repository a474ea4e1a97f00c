/** What to say when a server could not be started since something else listens there; undefined for any other error. */
export function takenPort(error: unknown, command: string, option: string): string | undefined {
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code !== 'EADDRINUSE' || typeof port !== 'number') return undefined;
  return `Port ${port} is taken by another program. Choose another: ${command} -- ${option} ${port < 60_000 ? port + 10 : port - 10}`;
}
