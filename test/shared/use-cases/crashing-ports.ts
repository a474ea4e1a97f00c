import type { FakePorts } from '../../fakes/ports.ts';

const stored = ['recipients', 'agenda', 'reopeningCandidates', 'drifts', 'waves', 'budget', 'passes'] as const;

/** A process that dies at its nth request to the storage, before it takes effect or after; all that come later are not made. */
export function crashing<Ports extends Pick<FakePorts, (typeof stored)[number]>>(
  ports: Ports,
  at: number,
  when: 'before' | 'after',
) {
  let requests = 0;
  const dying = (port: object) =>
    new Proxy(port, {
      get(target, name): unknown {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: readonly unknown[]) => {
          requests++;
          if (requests > at || (requests === at && when === 'before')) throw new Error('The process has died');
          const answer: unknown = await Reflect.apply(method, target, args);
          if (requests >= at) throw new Error('The process has died');
          return answer;
        };
      },
    });
  const dead = Object.fromEntries(stored.map((name) => [name, dying(ports[name])]));
  return { ports: { ...ports, ...dead }, hasCrashed: () => requests >= at };
}
