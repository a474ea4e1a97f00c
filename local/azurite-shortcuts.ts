import { createRequire } from 'node:module';

type Row = { readonly PartitionKey: string; readonly RowKey: string };
type Matches = (row: Row) => boolean;
type Found = { find(this: Found, query: object): Found; where(this: Found, matches: Matches): Found };
type Collection = {
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

/**
 * Azurite reads a whole partition to find a row, asks each row of a table whether it is in a range of keys, through a tree
 * of objects, and sorts all that it has anew to forget one message of a queue. With ten thousand people that costs more
 * than all the rest of what runs here, so each gets a shorter way to the same end. For the process that Azurite runs in,
 * before it starts.
 */
export function takeShortcuts(): void {
  const azurite = createRequire(createRequire(import.meta.url).resolve('azurite/package.json'));
  const { Collection, Resultset } = azurite('lokijs') as Loki;
  findByRowKey(Collection.prototype);
  removeOneAlone(Collection.prototype);
  const file = './dist/src/table/persistence/LokiTableStoreQueryGenerator.js';
  const partitions = compareKeys((azurite(file) as { readonly default: QueryGenerator }).default);
  startFromPartition(Resultset.prototype, partitions);
}

/**
 * The row key is indexed as the partition key is, and says more. It is compared again at the end, since the index takes
 * texts that read as one number (`1` and `01`) for equal.
 */
function findByRowKey(collections: Collection): void {
  const { findOne } = collections;
  collections.findOne = function (query: Partial<Row>) {
    const { PartitionKey, RowKey } = query;
    return findOne.call(this, RowKey === undefined ? query : { $and: [{ RowKey }, { PartitionKey }, { RowKey }] });
  };
}

/** Lokijs takes one row out of its indexes where it is told which; for a query it builds them anew. */
function removeOneAlone(collections: Collection): void {
  const { findAndRemove } = collections;
  collections.findAndRemove = function (query) {
    const [row, ...others] = this.find(query);
    if (row === undefined || others.length > 0) findAndRemove.call(this, query);
    else this.remove(row);
  };
}

const keyRange = /^PartitionKey eq '(?<partition>[^']*)' and RowKey ge '(?<from>[^']*)' and RowKey lt '(?<to>[^']*)'$/;

/** For the one shape of filter that nearly every query has; tells which partition each of its answers is about. */
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
