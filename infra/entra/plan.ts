import { type Az, type Cloud, GraphRefusal, type GraphRequest, restArguments } from './az.ts';

/** One thing that is missing in the tenant, and the request that brings it. */
export interface Change {
  readonly what: string;
  readonly request: GraphRequest;
}

/** Reads the tenant and says what is missing now. What needs an id that does not exist yet comes with the next reading. */
export type Plan = () => Promise<readonly Change[]>;

/** An app, its service principal and what hangs on both need three readings; Graph may lag behind by one or two. */
const mostRounds = 6;

/**
 * Brings the tenant to where a plan finds nothing missing, from whatever state it is in. What somebody else made in the
 * meantime is no fault.
 */
export async function carryOut(plan: Plan, az: Az, output: { log(text: string): void }): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const changes = await plan();
    if (changes.length === 0) return;
    for (const { what, request } of changes) {
      await doOnce(request, az);
      output.log(`done     ${what}`);
    }
  }
  const left = (await plan()).map(({ what }) => what);
  if (left.length > 0)
    throw new Error(`Graph took every change and still does not show: ${left.join('; ')}. Repeat it in a minute.`);
}

async function doOnce(request: GraphRequest, az: Az): Promise<void> {
  try {
    await az.ask(request);
  } catch (error) {
    if (!(error instanceof GraphRefusal) || !/already exist/i.test(error.message)) throw error;
  }
}

/** Says what is missing, and the command for whoever prefers to type it. */
export function wordsOf({ what, request }: Change, cloud: Cloud): string {
  const command = restArguments(request, cloud).map((word) =>
    /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
  );
  return `missing  ${what}\n  az ${command.join(' ')}\n`;
}
