import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm test [-- --all] [FILTER…]`: runs the tests; with `--all` also what is wide, of which else a sample is taken. The last line is `N passed, N failed`, whatever happens; a test file that cannot
 * be loaded counts as one that failed, and so does an error outside of any test.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'test-results-'));
const resultFile = path.join(folder, 'results.json');

const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
const given = process.argv.slice(2);
const isAll = given.includes('--all');
const command = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...given.filter((one) => one !== '--all')];
const child = spawn(process.execPath, command, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...(isAll && { TEST_EXTENT: 'all' }) },
});
const [code] = (await once(child, 'close')) as [number | null];
const { passed, failed } = readTally();
rmSync(folder, { recursive: true });
process.exitCode = code === 0 && failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed`);

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

function readTally() {
  const results = parse();
  if (results === undefined) return { passed: 0, failed: 0 };
  const notLoaded = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: results.numPassedTests, failed: results.numFailedTests + notLoaded.length };
}

/** Nothing when the runner died before it could write them. */
function parse(): Results | undefined {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}
