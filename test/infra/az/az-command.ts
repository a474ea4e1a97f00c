import { readFileSync } from 'node:fs';

/** Where requests go, and who is signed in. */
export interface AzWorld {
  readonly directory: string;
  readonly tenantId: string;
}

export interface AzAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who is signed in. */
export const signedInUser = '44444444-0000-4000-8000-00000000000d';

/** Commands that there are, each with its flags and where that stands. */
export const { commands: azCommands } = JSON.parse(readFileSync(new URL('commands.json', import.meta.url), 'utf8')) as {
  commands: Record<string, { source: string; flags: string[] }>;
};

/**
 * What the Azure CLI does: it sends `az rest` on to the directory and refuses every command and flag that is not in
 * commands.json, as the real one refuses what it does not know.
 */
export async function azCommand(words: readonly string[], world: AzWorld): Promise<AzAnswer> {
  const parsed = parse(words);
  if ('fault' in parsed) return failed(parsed.fault, 2);
  const answer = await answerTo(parsed, world);
  const { '--query': field } = parsed.flags;
  return answer.code === 0 && field !== undefined ? { ...answer, stdout: fieldOf(answer.stdout, field) } : answer;
}

/** Of commands whose answers nothing here goes by. */
const simpleAnswers: Readonly<Record<string, string>> = {
  login: '[]',
  'account get-access-token': '{"accessToken":"token"}',
  'provider register': '',
  'communication email domain initiate-verification': '',
  'communication email domain show': '{"verificationStates":{}}',
  'storage table list': '[]',
};

async function answerTo({ name, flags }: Command, { directory, tenantId }: AzWorld): Promise<AzAnswer> {
  if (name === 'rest') return rest(flags);
  if (name === 'account show') return done(JSON.stringify({ tenantId }));
  if (name === 'ad signed-in-user show') return done(JSON.stringify({ id: signedInUser }));
  if (name === 'ad sp show') return rest({ '--url': `${directory}/v1.0/servicePrincipals(appId='${flags['--id']}')` });
  if (name === 'functionapp list-flexconsumption-runtimes')
    return done(JSON.stringify(['20', '22', '24'].map((version) => ({ name: flags['--runtime'], version }))));
  if (name in simpleAnswers) return done(simpleAnswers[name]!);
  const activeDirectory = 'https://login.microsoftonline.com';
  if (name === 'cloud show')
    return done(JSON.stringify({ endpoints: { activeDirectory, microsoftGraphResourceId: `${directory}/` } }));
  return failed(`the az of the tests cannot answer '${name}'.`, 2);
}

interface Command {
  readonly name: string;
  readonly flags: Readonly<Record<string, string>>;
}

type Parsed = Command | { readonly fault: string };

/** Queries here name one field, and are asked for as plain text. */
const fieldOf = (json: string, field: string): string =>
  `${String((JSON.parse(json) as Readonly<Record<string, unknown>>)[field])}\n`;

function parse(words: readonly string[]): Parsed {
  const first = words.findIndex((word) => word.startsWith('-'));
  const name = words.slice(0, first === -1 ? words.length : first).join(' ');
  const allowed = azCommands[name]?.flags;
  if (allowed === undefined) return { fault: `'${name}' is misspelled or not recognized by the system.` };
  const flags: Record<string, string> = {};
  for (let at = first; at !== -1 && at < words.length; at += 2) {
    const flag = words[at]!;
    if (!allowed.includes(flag)) return { fault: `unrecognized arguments: ${flag}` };
    if (words[at + 1] === undefined) return { fault: `argument ${flag}: expected one argument` };
    flags[flag] = words[at + 1]!;
  }
  return { name, flags };
}

async function rest(flags: Readonly<Record<string, string>>): Promise<AzAnswer> {
  const { '--method': method = 'GET', '--url': url, '--headers': header, '--body': body } = flags;
  const headers: Record<string, string> = { authorization: `Bearer of ${flags['--resource'] ?? 'nobody'}` };
  if (header !== undefined) headers[header.split('=')[0]!.toLowerCase()] = header.slice(header.indexOf('=') + 1);
  const response = await fetch(url!, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  // azure-cli, core/util.py, send_raw_request: the reason, then the body in brackets.
  return response.ok ? done(text) : failed(`${response.statusText}(${text})`, 1);
}

const done = (stdout: string): AzAnswer => ({ code: 0, stdout, stderr: '' });
const failed = (message: string, code: number): AzAnswer => ({ code, stdout: '', stderr: `ERROR: ${message}\n` });
