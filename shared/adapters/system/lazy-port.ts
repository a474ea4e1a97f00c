import { loadOnce } from './load-once.ts';

/**
 * A port whose adapter, and the SDK behind it, is loaded at its first use: no function waits for what it does not need.
 * Only for ports whose every member is a function that answers with a promise. A loading that fails is tried again.
 */
export function lazyPort<Port extends object>(load: () => Promise<Port>): Port {
  const port = loadOnce(load);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member is made when it is asked for
  return new Proxy({} as Port, {
    get: (_, name) => (name === 'then' ? undefined : (...args: unknown[]) => call(port, name, args)),
  });
}

async function call<Port extends object>(load: () => Promise<Port>, name: string | symbol, args: unknown[]) {
  const port = await load();
  const member: unknown = Reflect.get(port, name);
  if (typeof member !== 'function') throw new TypeError(`A port has no function ${String(name)}`);
  return Reflect.apply(member, port, args) as unknown;
}
