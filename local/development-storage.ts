/** The account every storage emulator has, with the key that Microsoft publishes: not a secret. */
const ACCOUNT_NAME = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** The connection string of an account in an emulator's queue and table services on loopback. */
export function emulatorConnectionString(
  ports: { readonly queuePort: number; readonly tablePort: number },
  account: string = ACCOUNT_NAME,
): string {
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${ACCOUNT_KEY}`,
    `QueueEndpoint=http://127.0.0.1:${ports.queuePort}/${account}`,
    `TableEndpoint=http://127.0.0.1:${ports.tablePort}/${account}`,
    '',
  ].join(';');
}

/** How an emulator is told of accounts besides its own, all with the published key: `AZURITE_ACCOUNTS`. */
export const emulatorAccounts = (names: readonly string[]): string =>
  [ACCOUNT_NAME, ...names].map((name) => `${name}:${ACCOUNT_KEY}`).join(';');
