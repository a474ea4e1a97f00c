import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run check`: all that must hold before a change goes in, but for the tests. Every check runs, all faults are shown. */
const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['functions', 'shared', 'local', 'test', 'bench', 'scripts', 'infra'].filter((name) =>
  existsSync(root + name),
);

const checks = [
  { name: 'formatting', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'] },
  { name: 'linter', command: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--format=unix', '.'] },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--project', '.'] },
  { name: 'import direction', command: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...folders] },
  { name: 'campaign schema', command: ['scripts/write-schema.ts', '--check'] },
  { name: 'compiled mails', command: ['scripts/compile-mails.ts', '--check'] },
  {
    name: 'nothing unused',
    command: ['node_modules/knip/bin/knip.js', '--no-progress'],
  },
  { name: 'bundle', command: ['scripts/build.ts'] },
  { name: 'infrastructure', command: ['scripts/check-infra.ts'] },
];

// Linter and types need it.
const client = await run({ name: 'API client', command: ['scripts/api-client.ts'] });
const results = [client, ...(await Promise.all(checks.map(run)))];
const failed = results.filter(({ passed }) => !passed);
for (const { name, output } of failed) console.error(`\n── ${name}\n${output.trim()}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function run({ name, command }: (typeof checks)[number]) {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const [leftOut] = /^left out: .*$/m.exec(output) ?? [];
  if (leftOut !== undefined) console.log(leftOut);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(18)}${seconds.padStart(6)} s`);
  return { name, passed: code === 0, output };
}
