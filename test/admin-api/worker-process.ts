import { startAzurite, type Azurite } from '../../local/azurite.ts';
import { loadApp, type LoadedApp } from '../../local/functions-host/core-module.ts';
import { defaultSchedules } from '../../shared/config/schedules.ts';

/**
 * What the hosts that one worker starts, one after the other, share: an app is loaded once in a process, and one Azurite
 * serves them all, each in an account of its own. Both take longer than most tests.
 */
let app: Promise<LoadedApp> | undefined;
let azurite: Promise<Azurite> | undefined;
let taken = 0;

const accounts = Array.from({ length: 100 }, (_, index) => `account${index}`);

/** A timer is registered with its setting where there is one as it is loaded, so there is one for each. */
export const loadedApp = (): Promise<LoadedApp> =>
  (app ??= loadApp(
    () => {
      Object.assign(process.env, defaultSchedules);
      return import('../../functions/index.ts');
    },
    (level, source, message) => {
      if (level === 'error') throw new Error(`${source}: ${message}`);
    },
  ));

/** The connection string of an empty storage account. */
export async function emptyAccount(): Promise<string> {
  const account = accounts[taken++];
  if (account === undefined) throw new Error('More hosts in a process than accounts: give it more of them');
  return (await (azurite ??= startAzurite({ inMemory: true, accounts }))).connectionStringOf(account);
}
