import { rm } from 'node:fs/promises';
import { build, type Metafile } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

/**
 * Bundles all functions for Azure into an emptied folder: `functions.js`, which package.json's "main" names, and chunks that
 * it loads when a function first needs them. Answers with what went in and came out.
 */
export async function bundleApp(outdir: string, sourcemap: boolean): Promise<Metafile> {
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: { functions: 'functions/main.ts' },
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    outdir,
    sourcemap,
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
