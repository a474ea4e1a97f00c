/** Loads a bundle as Azure's worker does and prints what it registers, as JSON: for bundle.test.ts. */
import { pathToFileURL } from 'node:url';
import { loadApp } from '../../local/functions-host/core-module.ts';

const file = process.argv[2];
if (file === undefined) throw new Error('the bundle is needed');
const app = await loadApp(
  () => import(pathToFileURL(file).href),
  () => undefined,
);
process.stdout.write(JSON.stringify([...app.functions.values()].map(({ metadata }) => metadata)));
