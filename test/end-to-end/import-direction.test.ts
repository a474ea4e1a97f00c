import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { outputOf, projectFolder, startProgram } from './program.ts';

const output = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** Files of a small project, each with one import; the first ones are only there to be imported. */
const right = {
  'shared/registration/readiness.ts':
    'export interface Readiness { readonly n: number }\nexport const readiness = 1;\n',
  'shared/recipient/verdict.ts':
    "import { readiness } from '../registration/readiness.ts';\nexport const verdict = readiness;\n",
  'shared/ports/clock.ts': 'export interface Clock { now(): Date }\n',
  'shared/use-cases/plan.ts':
    "import type { Clock } from '../ports/clock.ts';\nexport const plan = (clock: Clock) => clock.now();\n",
  'shared/adapters/tables/store.ts':
    "import { TableClient } from '@azure/data-tables';\nexport const store = TableClient;\n",
  'shared/adapters/graph/graph.ts': "import type { Clock } from '../../ports/clock.ts';\nexport type Graph = Clock;\n",
  'shared/preflight/check.ts':
    "import type { Readiness } from '../registration/readiness.ts';\nexport type Check = Readiness;\n",
  'shared/api/answer.ts': "import { plan } from '../use-cases/plan.ts';\nexport const answer = plan;\n",
  'shared/app.ts': "import { store } from './adapters/tables/store.ts';\nexport const app = store;\n",
  'functions/send.queue.ts': "import { app } from '../shared/app.ts';\nexport const send = app;\n",
  'local/start.ts': "import { app } from '../shared/app.ts';\nexport const start = app;\n",
};

const wrong: readonly [string, string, string, string][] = [
  ['a concept that imports an adapter', 'shared/campaign/a.ts', '../adapters/tables/store.ts', 'concepts-are-pure'],
  ['a concept that imports a port', 'shared/campaign/b.ts', '../ports/clock.ts', 'concepts-are-pure'],
  ['a concept that imports an SDK', 'shared/email/c.ts', '@azure/data-tables', 'concepts-are-pure'],
  [
    'a concept against the one way',
    'shared/registration/d.ts',
    '../recipient/verdict.ts',
    'registration-knows-only-itself',
  ],
  [
    'a use case that imports an adapter',
    'shared/use-cases/e.ts',
    '../adapters/graph/graph.ts',
    'use-cases-know-ports-not-adapters',
  ],
  [
    'a use case that imports an SDK',
    'shared/use-cases/f.ts',
    '@azure/data-tables',
    'use-cases-know-ports-not-adapters',
  ],
  ['a port that imports a use case', 'shared/ports/g.ts', '../use-cases/plan.ts', 'ports-are-promises-only'],
  ['an adapter that imports another one', 'shared/adapters/graph/h.ts', '../tables/store.ts', 'adapters-stand-alone'],
  [
    'an adapter that imports a use case',
    'shared/adapters/graph/i.ts',
    '../../use-cases/plan.ts',
    'adapters-stand-alone',
  ],
  [
    'a trigger that imports an adapter',
    'functions/j.timer.ts',
    '../shared/adapters/tables/store.ts',
    'functions-are-doorways',
  ],
  ['a trigger that imports an SDK', 'functions/k.timer.ts', '@azure/data-tables', 'only-adapters-touch-sdks'],
  [
    'a shipped file that imports the local simulation',
    'shared/use-cases/l.ts',
    '../../local/start.ts',
    'nobody-imports-local',
  ],
  ['a use case that imports the API', 'shared/use-cases/n.ts', '../api/answer.ts', 'use-cases-know-ports-not-adapters'],
  ['a port that imports the API', 'shared/ports/o.ts', '../api/answer.ts', 'ports-are-promises-only'],
  ['a port that imports the preflight', 'shared/ports/p.ts', '../preflight/check.ts', 'ports-are-promises-only'],
  [
    'an adapter that imports the preflight',
    'shared/adapters/graph/q.ts',
    '../../preflight/check.ts',
    'adapters-stand-alone',
  ],
  ['an adapter that imports the API', 'shared/adapters/graph/r.ts', '../../api/answer.ts', 'adapters-stand-alone'],
  ['a concept that imports the API', 'shared/campaign/s.ts', '../api/answer.ts', 'concepts-are-pure'],
  ['a concept that imports a use case', 'shared/preflight/t.ts', '../use-cases/plan.ts', 'concepts-are-pure'],
  ['settings that import the API', 'shared/config/u.ts', '../api/answer.ts', 'settings-know-concepts-only'],
  ['the API importing an adapter', 'shared/api/v.ts', '../adapters/graph/graph.ts', 'the-api-stands-above-use-cases'],
  ['an import of nothing', 'shared/use-cases/m.ts', './missing.ts', 'resolvable'],
];

const folder = mkdtempSync(path.join(tmpdir(), 'imports-'));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

function writeProject(): void {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    cpSync(path.join(projectFolder, file), path.join(folder, file));
  write('package.json', JSON.stringify({ type: 'module', dependencies: { '@azure/data-tables': '*' } }));
  write('node_modules/@azure/data-tables/package.json', JSON.stringify({ type: 'module', exports: './index.js' }));
  write('node_modules/@azure/data-tables/index.js', 'export class TableClient {}\n');
  for (const [file, text] of Object.entries(right)) write(file, text);
  for (const [, file, target] of wrong)
    write(file, `import type * as wrong from '${target}';\nexport type Wrong = typeof wrong;\n`);
}

let violations: z.infer<typeof output>['summary']['violations'];
beforeAll(async () => {
  writeProject();
  const cruise = path.join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  await using program = startProgram(
    cruise,
    ['--output-type', 'json', 'shared', 'functions', 'local'],
    {},
    { cwd: folder },
  );
  violations = output.parse(JSON.parse(await outputOf(program))).summary.violations;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the check of import directions', () => {
  it.each(wrong)('refuses %s, even of its types only: %s', (_, file, _target, rule) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('accepts what points the right way', () => {
    expect(violations.filter(({ from }) => from in right)).toEqual([]);
  });
});
