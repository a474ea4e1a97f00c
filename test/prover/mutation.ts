import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Edit } from './mutants.ts';

const root = new URL('../../', import.meta.url);

/** Makes these edits while the modules load. Before any of them is imported. */
export function mutate(edits: readonly Edit[]): void {
  const byUrl = Map.groupBy(edits, ({ file }) => new URL(file, root).href);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const applied = byUrl.get(url);
      if (applied === undefined) return loaded;
      return { ...loaded, source: edited(textOf(loaded.source!), applied, fileURLToPath(url)) };
    },
  });
}

const textOf = (source: string | ArrayBuffer | NodeJS.TypedArray): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);

export function edited(source: string, edits: readonly Edit[], file: string): string {
  return edits.reduce((text, { find, replace }) => {
    if (!text.includes(find)) throw new Error(`A mutant no longer fits ${file}: there is no "${find}"`);
    return text.replace(find, () => replace);
  }, source);
}
