/**
 * The Azure CLI of the tests: found as `az` on the PATH. It sends `az rest` on to the directory that AZ_DIRECTORY names and
 * refuses every command and flag that is not in commands.json, as the real one refuses what it does not know.
 */
import { readFileSync } from 'node:fs';

const table = JSON.parse(readFileSync(new URL('commands.json', import.meta.url), 'utf8')) as {
  commands: Record<string, string[]>;
};
const directory = process.env.AZ_DIRECTORY!;
const { command, flags } = parse(process.argv.slice(2));

if (command === 'rest') await rest();
else if (command === 'account show') process.stdout.write(JSON.stringify({ tenantId: process.env.AZ_TENANT }));
else if (command === 'cloud show')
  process.stdout.write(
    JSON.stringify({
      endpoints: { activeDirectory: 'https://login.microsoftonline.com', microsoftGraphResourceId: `${directory}/` },
    }),
  );

function parse(words: readonly string[]) {
  const first = words.findIndex((word) => word.startsWith('-'));
  const name = words.slice(0, first === -1 ? words.length : first).join(' ');
  const allowed = table.commands[name];
  if (allowed === undefined) fail(`'${name}' is misspelled or not recognized by the system.`, 2);
  const found: Record<string, string> = {};
  for (let at = first; at !== -1 && at < words.length; at += 2) {
    const flag = words[at]!;
    if (!allowed.includes(flag)) fail(`unrecognized arguments: ${flag}`, 2);
    if (words[at + 1] === undefined) fail(`argument ${flag}: expected one argument`, 2);
    found[flag] = words[at + 1]!;
  }
  return { command: name, flags: found };
}

async function rest() {
  const { '--method': method = 'GET', '--url': url, '--headers': header, '--body': body } = flags;
  const headers: Record<string, string> = { authorization: `Bearer of ${flags['--resource'] ?? 'nobody'}` };
  if (header !== undefined) headers[header.split('=')[0]!.toLowerCase()] = header.slice(header.indexOf('=') + 1);
  const response = await fetch(url!, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  // azure-cli, core/util.py, send_raw_request: the reason, then the body in brackets.
  if (!response.ok) fail(`${response.statusText}(${text})`, 1);
  if (text !== '') process.stdout.write(text);
}

function fail(message: string, code: number): never {
  process.stderr.write(`ERROR: ${message}\n`);
  process.exit(code);
}
