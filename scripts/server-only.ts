import type { Plugin } from 'esbuild';

/**
 * What packages bring for somebody at a screen, and what stands for it in the bundle. `@azure/identity` opens a browser for
 * people who sign in, by a package that starts programs of the machine; `debug` looks for the colours of a terminal. A
 * server has neither, so they and all that they bring stay out.
 */
const replacements: Readonly<Record<string, string>> = {
  open: `export default () => { throw new Error('A server opens no browser: use a managed identity, or az login'); };`,
  'supports-color': 'export {};',
};

const namespace = 'server-only';

export const serverOnly: Plugin = {
  name: namespace,
  setup({ onLoad, onResolve }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(replacements).join('|')})$`) }, ({ path }) => ({
      path,
      namespace,
    }));
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: replacements[path]! }));
  },
};
