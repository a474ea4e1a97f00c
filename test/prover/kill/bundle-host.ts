import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lazyFunctions } from '../../../scripts/lazy-functions.ts';
import { oneZodLocale } from '../../../scripts/one-zod-locale.ts';

/**
 * Builds the killed host as the app is built for Azure, what a function needs being loaded when it is first called, so it is
 * soon up again. Answers with its file.
 */
export async function bundleHost(outdir: string): Promise<string> {
  const banner = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`;
  await build({
    entryPoints: { 'killed-host': fileURLToPath(new URL('killed-host.ts', import.meta.url)) },
    outdir,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    plugins: [await lazyFunctions(), oneZodLocale],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['@azure/functions-core'],
    banner: { js: banner },
    logLevel: 'error',
  });
  return path.join(outdir, 'killed-host.mjs');
}
