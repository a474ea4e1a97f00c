import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

/**
 * Bundles all functions for Azure: an ES module that package.json's "main" names, and chunks that it loads when a function
 * first needs them.
 *
 *   node scripts/build.ts [folder]     into dist/, or into another folder
 */
const outdir = process.argv[2] ?? 'dist';

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  ...bundleOptions,
  entryPoints: { functions: 'functions/main.ts' },
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outdir,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  if (!file.endsWith('.map')) console.log(`${file} ${(bytes / 1024).toFixed(0)} KB`);
}
