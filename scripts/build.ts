import { bundleApp } from './bundle-app.ts';

/**
 * Bundles all functions, with source maps for whoever looks for a fault in them.
 *
 *   node scripts/build.ts [folder]     into dist/, or into another folder
 */
const { outputs } = await bundleApp(process.argv[2] ?? 'dist', true);
for (const [file, { bytes }] of Object.entries(outputs)) {
  if (!file.endsWith('.map')) console.log(`${file} ${(bytes / 1024).toFixed(0)} KB`);
}
