import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Bundles all functions for Azure: one ES module that package.json's "main" names. `@azure/functions-core` exists only
 * inside the Functions worker, and CommonJS packages in an ES module bundle need a `require` of their own; it gets an
 * unlikely name, since bundled code may import `createRequire` itself.
 *
 *   node scripts/build.ts [folder]     into dist/, or into another folder
 */
const banner = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`;
const outdir = process.argv[2] ?? 'dist';

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { functions: 'functions/index.ts' },
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: ['@azure/functions-core'],
  banner: { js: banner },
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  if (!file.endsWith('.map')) console.log(`${file} ${(bytes / 1024).toFixed(0)} KB`);
}
