import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AzAnswer } from './az-command.ts';

/** What azd would deploy: parameters by their variables, and outputs by their names. */
export interface AzdTemplate {
  readonly parameters: readonly string[];
  readonly required: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** Commands and flags of azd that there are: https://learn.microsoft.com/azure/developer/azure-developer-cli/reference */
export const azdCommands: Readonly<Record<string, readonly string[]>> = {
  'auth login': [],
  'env new': [],
  'env set': [],
  'env get-values': [],
  'env get-value': [],
  up: [],
  provision: [],
  deploy: ['--from-package'],
  down: [],
};

type Environment = Record<string, string>;

/**
 * What azd does in a folder, as far as the guide uses it: it keeps an environment, refuses variables that no parameter of
 * the template takes and commands that there are not, and deploys by adding the outputs.
 */
export function azdCommand(words: readonly string[], folder: string, template: AzdTemplate): AzAnswer {
  const file = path.join(folder, '.azure/env.json');
  const name = Object.keys(azdCommands).find((one) => `${words.join(' ')} `.startsWith(`${one} `));
  if (name === undefined) return failed(`unknown command "${words.join(' ')}"`);
  const rest = words.slice(name.split(' ').length);
  const strange = rest.find((word) => word.startsWith('-') && !azdCommands[name]!.includes(word));
  if (strange !== undefined) return failed(`unknown flag: ${strange}`);
  if (name === 'auth login') return done('Logged in to Azure.');
  if (name === 'env new') return save(file, { AZURE_ENV_NAME: rest[0]! });
  if (!existsSync(file)) return failed('no environment exists: azd env new');
  const environment = JSON.parse(readFileSync(file, 'utf8')) as Environment;
  if (name.startsWith('env ')) return ofEnvironment(name, rest, environment, file, template);
  if (name === 'down') return end(file);
  return deploy(name, rest, environment, file, folder, template);
}

function ofEnvironment(
  name: string,
  rest: readonly string[],
  known: Environment,
  file: string,
  { parameters }: AzdTemplate,
) {
  const [variable = '', value = ''] = rest;
  if (name === 'env get-values')
    return done(
      Object.entries(known)
        .map(([key, text]) => `${key}=${JSON.stringify(text)}`)
        .join('\n'),
    );
  if (name === 'env get-value')
    return variable in known ? done(known[variable]!) : failed(`key '${variable}' not found in the environment values`);
  if (!parameters.includes(variable)) return failed(`no parameter of the template takes ${variable}`);
  return save(file, { ...known, [variable]: value });
}

function deploy(
  name: string,
  rest: readonly string[],
  known: Environment,
  file: string,
  folder: string,
  template: AzdTemplate,
) {
  const missing = template.required.find((variable) => !(variable in known));
  if (missing !== undefined) return failed(`missing required inputs: ${missing}`);
  if (!existsSync(path.join(folder, 'campaign.json'))) return failed('There is no campaign.json');
  if (name === 'deploy')
    return existsSync(path.join(folder, rest.at(-1)!)) ? done('Deployed.') : failed('no such package');
  mkdirSync(path.join(folder, 'output'), { recursive: true });
  writeFileSync(path.join(folder, 'output/package.zip'), '');
  return save(file, { ...known, ...template.outputs });
}

function end(file: string): AzAnswer {
  rmSync(file);
  return done('Deleted.');
}

function save(file: string, environment: Environment): AzAnswer {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(environment));
  return done('');
}

const done = (stdout: string): AzAnswer => ({ code: 0, stdout: `${stdout}\n`, stderr: '' });
const failed = (message: string): AzAnswer => ({ code: 1, stdout: '', stderr: `ERROR: ${message}\n` });
