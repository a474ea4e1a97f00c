import { registerHooks } from 'node:module';

const stand = new URL('./remembered-uuid.ts', import.meta.url).href;

/** Puts a `uuid` that remembers in place of the one that computes. Before anything is imported that wants one. */
export function rememberIds(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isWanted = specifier === 'uuid' && context.parentURL !== stand;
      return nextResolve(isWanted ? stand : specifier, context);
    },
  });
}
