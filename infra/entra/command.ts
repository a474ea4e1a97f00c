import { parseArgs } from 'node:util';
import type { Az } from './az.ts';
import { parts } from './permissions.ts';
import { planPermissions, readPermissions } from './permission-plan.ts';
import { planRegistration, readRegistration } from './registration-plan.ts';
import { carryOut, type Plan, wordsOf } from './plan.ts';

const usage = `What an admin of the tenant does for the app, over "az rest": "az login" and Node.js are all that it takes.

  node infra/entra.ts register [--url URL --identity ID]   the app registration with its roles; prints its client id.
                                                          With both, people can sign in to the page at URL.
  node infra/entra.ts grant --identity ID [--with PART]    lets the app's identity read Graph
  node infra/entra.ts check [--identity ID] [--url URL] [--with PART]
                                                          changes nothing: says what is missing, and the commands for it

  ID     object id (principal id) of the app's managed identity: APP_IDENTITY_PRINCIPAL_ID of "azd env get-values"
  URL    APP_URL of the same
  PART   ${parts.slice(1).join(' or ')}, may be given more than once; the reasons stand in docs/configuration.md

register needs Application Administrator, grant needs Privileged Role Administrator. Both may be repeated at any time.`;

/** Where the words go: to the admin's screen. */
export interface Output {
  log(text: string): void;
  error(text: string): void;
}

/** Does what the arguments ask for, and answers the exit code. Throws where the tenant or the admin must be told why not. */
export async function entra(args: readonly string[], connect: () => Promise<Az>, output: Output): Promise<number> {
  const options = {
    identity: { type: 'string' },
    url: { type: 'string' },
    with: { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [command, ...others] = positionals;
  const chosen = parts.filter((part) => part === 'base' || values.with?.includes(part));
  const strange = values.with?.find((part) => !parts.some((one) => one === part));
  if (strange !== undefined) throw new Error(`There is no part "${strange}": give ${parts.slice(1).join(' or ')}.`);
  const az = await connect();
  const registration: Plan = async () => planRegistration(await readRegistration(az), az.cloud, values);
  const permissions =
    (identity: string): Plan =>
    async () =>
      planPermissions(await readPermissions(az, identity), identity, chosen);
  if (command === 'register' && others.length === 0) {
    await carryOut(registration, az, output);
    const { app } = await readRegistration(az);
    output.log(
      `The app registration is as it should be. Its client id: ${app!.appId}\n\n  azd env set ADMIN_AUDIENCE ${app!.appId}\n\nFor "npm run host" put it into local.settings.json: "ADMIN_AUDIENCE": "${app!.appId}"`,
    );
    return 0;
  }
  if (command === 'grant' && others.length === 0) {
    if (values.identity === undefined)
      throw new Error('--identity is missing: the principal id of the app’s identity.');
    await carryOut(permissions(values.identity), az, output);
    output.log('The identity has its permissions. A token that the app holds may lack them for up to a day.');
    return 0;
  }
  if (command === 'check' && others.length === 0) {
    const plans = [registration, ...(values.identity === undefined ? [] : [permissions(values.identity)])];
    const missing = (await Promise.all(plans.map((plan) => plan()))).flat();
    for (const change of missing) output.log(wordsOf(change, az.cloud));
    output.log(missing.length === 0 ? 'Nothing is missing.' : `${missing.length} missing.`);
    return missing.length === 0 ? 0 : 1;
  }
  output.error(usage);
  return 2;
}
