import type { Plugin } from 'esbuild';

/** zod brings its messages in fifty languages, and the app shows English ones: half of what would be loaded at a start. */
export const oneZodLocale: Plugin = {
  name: 'one-zod-locale',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};
