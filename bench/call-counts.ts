/** What a call costs at a service: an upper bound where several rows may share one request. */
type Cost = (args: readonly unknown[]) => number;

const one: Cost = () => 1;
const each: Cost = ([items]) => (Array.isArray(items) ? Math.max(1, items.length) : 1);
const eachOfAll: Cost = ([change]) =>
  Object.values(change as Readonly<Record<string, readonly unknown[]>>).reduce((sum, items) => sum + items.length, 0);
/** Rows of a page lie in sixteen partitions; each takes one transaction (bench/state-rows.ts measures it). */
const page: Cost = () => 16;

const storage: Readonly<Record<string, Readonly<Record<string, Cost>>>> = {
  recipients: { writeFacts: page, markAbsent: page, markMailboxes: page },
  messageIndex: {},
  agenda: { put: each, watch: (args) => 2 * each(args), replace: eachOfAll },
  sendQueue: { enqueue: each },
  gates: {},
  entryHints: {},
  reopeningCandidates: { put: each },
  drifts: {},
  releaseCount: {},
  budget: {},
  waves: {},
  watermarks: {},
  campaigns: {},
  passes: {},
  unreadableRows: {},
  pageQueue: {},
  checkCursor: {},
  deliveryTally: {},
  poisonQueues: { count: () => 3 },
  tenantFacts: {},
};

/** Counts what goes to the storage and to Graph through the ports of a world. */
export class CallCounts {
  storageTransactions = 0;
  graphRequests = 0;

  /** The same ports, each call of which is counted. Reading a queue's messages is the host's part: so many are three each. */
  watch<Ports extends object>(ports: Ports): Ports {
    const watched = Object.entries(ports).map(([name, port]: [string, object]) => {
      if (name === 'auditLog' || name === 'people')
        return [name, counted(port, () => (this.graphRequests += 1))] as const;
      const costs = storage[name];
      if (costs === undefined) return [name, port] as const;
      const add = (method: string, args: readonly unknown[]) =>
        (this.storageTransactions += method.startsWith('take') ? 0 : (costs[method] ?? one)(args));
      return [name, counted(port, add)] as const;
    });
    return Object.fromEntries(watched) as Ports;
  }
}

function counted<Port extends object>(port: Port, count: (method: string, args: readonly unknown[]) => void): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]) => {
        count(String(name), args);
        return Reflect.apply(value, target, args) as unknown;
      };
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
