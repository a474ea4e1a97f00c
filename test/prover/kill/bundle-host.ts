import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../../../scripts/bundle-options.ts';

/**
 * Builds the killed host as the app is built for Azure, what a function needs being loaded when it is first called, so it is
 * soon up again. Answers with its file.
 */
export async function bundleHost(outdir: string): Promise<string> {
  await build({
    ...bundleOptions,
    entryPoints: { 'killed-host': fileURLToPath(new URL('killed-host.ts', import.meta.url)) },
    outdir,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    logLevel: 'error',
  });
  return path.join(outdir, 'killed-host.mjs');
}
