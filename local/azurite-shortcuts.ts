import { createRequire } from 'node:module';

type Row = { readonly PartitionKey: string; readonly RowKey: string };
type Matches = (row: Row) => boolean;
type Found = { find(this: Found, query: object): Found; where(this: Found, matches: Matches): Found };
type Collection = {
  readonly data: readonly Row[];
  readonly binaryIndices: { readonly RowKey?: { readonly values: readonly number[] } };
  ensureIndex(property: string): void;
  calculateRange(operator: '$eq', property: string, value: string): readonly [first: number, last: number];
  findOne(this: Collection, query: object): unknown;
  find(query: object): readonly object[];
  remove(row: object): void;
  findAndRemove(this: Collection, query: object): void;
};
type Loki = {
  readonly Collection: { readonly prototype: Collection };
  readonly Resultset: { readonly prototype: Found };
};
type QueryGenerator = {
  generateQueryForPersistenceLayer(options: { readonly filter?: string }, context: unknown): Matches;
};
type Text = { toString(): string };
type Texts = { StreamToString(stream: unknown): Promise<Text> };
type Batches = { processBatchRequestAndSerializeResponse(this: Batches, body: Text): Promise<Text> };
type Boundaries = { extractBatchBoundary(this: Boundaries, body: string): void };

/**
 * Azurite reads a whole partition to find a row, compares each row of a table with a range of keys through a tree of
 * objects, sorts all messages again to delete one, and writes each transaction as text for a log that nobody keeps.
 * With ten thousand people that costs more than everything else that runs here, so each of these is replaced by a
 * shorter way with the same result. For the process that Azurite runs in, before it starts, and only under `npm start`:
 * tests and benchmarks use Azurite as it is.
 */
export function takeShortcuts(): void {
  const azurite = createRequire(createRequire(import.meta.url).resolve('azurite/package.json'));
  const table = <Module>(file: string) => azurite(`./dist/src/table/${file}.js`) as Module;
  const { Collection, Resultset } = azurite('lokijs') as Loki;
  findByRowKey(Collection.prototype);
  removeOneAlone(Collection.prototype);
  const generator = table<{ default: QueryGenerator }>('persistence/LokiTableStoreQueryGenerator').default;
  startFromPartition(Resultset.prototype, compareKeys(generator));
  const texts = table<{ default: Texts }>('batch/TableBatchUtils').default;
  const batches = table<{ default: { prototype: Batches } }>('batch/TableBatchOrchestrator').default;
  logNoTransactions(texts, batches.prototype);
  const serialization = table<{ BatchSerialization: { prototype: Boundaries } }>('batch/BatchSerialization');
  readTheFirstLine(serialization.BatchSerialization.prototype);
}

/**
 * The row key is indexed as the partition key is, and says more. The index takes texts that read as one number (`1` and
 * `01`) for equal, so what it finds is compared again.
 */
function findByRowKey(collections: Collection): void {
  const { findOne } = collections;
  collections.findOne = function (query: Partial<Row>) {
    const { PartitionKey, RowKey } = query;
    if (RowKey === undefined || this.binaryIndices.RowKey === undefined) return findOne.call(this, query);
    this.ensureIndex('RowKey');
    const [first, last] = this.calculateRange('$eq', 'RowKey', RowKey);
    for (let at = first; at <= last; at++) {
      const row = this.data[this.binaryIndices.RowKey.values[at]!]!;
      if (row.RowKey === RowKey && row.PartitionKey === PartitionKey) return row;
    }
    return null;
  };
}

/** Requests and answers become empty texts in JSON, so that the log of transactions has nothing to write. */
function logNoTransactions(texts: Texts, batches: Batches): void {
  const nothing = { toJSON: () => '' };
  const { StreamToString } = texts;
  texts.StreamToString = async (stream) => {
    const text = String(await StreamToString(stream));
    return { ...nothing, toString: () => text };
  };
  const { processBatchRequestAndSerializeResponse: carryOut } = batches;
  batches.processBatchRequestAndSerializeResponse = async function (body) {
    return Object.assign(Buffer.from(String(await carryOut.call(this, String(body)))), nothing);
  };
}

/** The first line names the boundary; Azurite decodes megabytes to find it. */
function readTheFirstLine(boundaries: Boundaries): void {
  const { extractBatchBoundary } = boundaries;
  boundaries.extractBatchBoundary = function (body) {
    extractBatchBoundary.call(this, body.slice(0, body.indexOf('\n') + 1));
  };
}

/** To remove a given row Lokijs updates its indexes; to remove by query it builds them again. */
function removeOneAlone(collections: Collection): void {
  const { findAndRemove } = collections;
  collections.findAndRemove = function (query) {
    const [row, ...others] = this.find(query);
    if (row === undefined || others.length > 0) findAndRemove.call(this, query);
    else this.remove(row);
  };
}

const keyRange = /^PartitionKey eq '(?<partition>[^']*)' and RowKey ge '(?<from>[^']*)' and RowKey lt '(?<to>[^']*)'$/;

/** For the one form of filter that nearly every query has. Answers which partition each filter is about. */
function compareKeys(generator: QueryGenerator): WeakMap<Matches, string> {
  const generate = generator.generateQueryForPersistenceLayer;
  const partitions = new WeakMap<Matches, string>();
  generator.generateQueryForPersistenceLayer = (options, context) => {
    const range = keyRange.exec(options.filter ?? '')?.groups;
    if (range === undefined) return generate(options, context);
    const { partition, from, to } = range as Record<'partition' | 'from' | 'to', string>;
    const matches: Matches = ({ PartitionKey, RowKey }) => RowKey >= from && RowKey < to && PartitionKey === partition;
    partitions.set(matches, partition);
    return matches;
  };
  return partitions;
}

function startFromPartition(results: Found, partitions: WeakMap<Matches, string>): void {
  const { where } = results;
  results.where = function (matches) {
    const PartitionKey = partitions.get(matches);
    return where.call(PartitionKey === undefined ? this : this.find({ PartitionKey }), matches);
  };
}
