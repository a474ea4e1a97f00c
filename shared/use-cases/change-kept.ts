/** What all instances share as a whole, under `Name`, with the version that it was read in. */
interface KeptWhole<Name extends string, Kept, Written> {
  read(): Promise<{ readonly version: string | undefined } & Readonly<Record<Name, Kept>>>;
  /** False when somebody else wrote since the reading: nothing was written. */
  write(kept: Written, version: string | undefined): Promise<boolean>;
}

interface Bound {
  /** So many rounds fail only when something else is wrong. */
  readonly attempts: number;
  /** For the error: "The rate gate". */
  readonly what: string;
}

/**
 * Changes what all instances share: reads, asks and writes until nobody comes in between. Undefined, or what was read itself,
 * leaves it as it is. Answers what `change` did in the round that counts. Throws when others come in between each time.
 */
export async function changeKept<
  Name extends string,
  Kept,
  Written extends object,
  Changed extends Written | undefined,
>(
  store: KeptWhole<Name, Kept, Written>,
  name: Name,
  change: (kept: Kept) => Changed,
  { attempts, what }: Bound,
): Promise<Changed> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { [name]: kept, version } = await store.read();
    const changed = change(kept);
    if (changed === undefined || Object.is(changed, kept) || (await store.write(changed, version))) return changed;
  }
  throw new Error(`${what} changed ${attempts} times while it was being written`);
}
