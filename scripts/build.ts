import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { lazyFunctions } from './lazy-functions.ts';
import { oneZodLocale } from './one-zod-locale.ts';

/**
 * Bundles all functions for Azure: an ES module that package.json's "main" names, and chunks that it loads when a function
 * first needs them. `@azure/functions-core` exists only
 * inside the Functions worker, and CommonJS packages in an ES module bundle need a `require` of their own; it gets an
 * unlikely name, since bundled code may import `createRequire` itself.
 *
 *   node scripts/build.ts [folder]     into dist/, or into another folder
 */
const banner = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`;
const outdir = process.argv[2] ?? 'dist';

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { functions: 'functions/main.ts' },
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: ['@azure/functions-core'],
  banner: { js: banner },
  plugins: [await lazyFunctions(), oneZodLocale],
  minify: true,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  if (!file.endsWith('.map')) console.log(`${file} ${(bytes / 1024).toFixed(0)} KB`);
}
