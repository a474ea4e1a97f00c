import type { BuildOptions, Plugin } from 'esbuild';
import { serverOnly } from './server-only.ts';

/** zod brings its messages in fifty languages, and the app shows English ones: half of what would be loaded at a start. */
const oneZodLocale: Plugin = {
  name: 'one-zod-locale',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/**
 * How our code is bundled for Node.js: for Azure, and for whatever is measured or killed as it runs there.
 * `@azure/functions-core` exists only inside the Functions worker, and CommonJS packages in an ES module bundle need a
 * `require` of their own; it gets an unlikely name, since bundled code may import `createRequire` itself.
 */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: ['@azure/functions-core'],
  banner: {
    js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`,
  },
  plugins: [oneZodLocale, serverOnly],
  minify: true,
} as const satisfies BuildOptions;
