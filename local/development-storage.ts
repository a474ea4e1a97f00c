/** The account every storage emulator has, with the key that Microsoft publishes: not a secret. */
const ACCOUNT_NAME = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** The connection string of an emulator's queue and table services on loopback. */
export function emulatorConnectionString(ports: { readonly queuePort: number; readonly tablePort: number }): string {
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${ACCOUNT_NAME}`,
    `AccountKey=${ACCOUNT_KEY}`,
    `QueueEndpoint=http://127.0.0.1:${ports.queuePort}/${ACCOUNT_NAME}`,
    `TableEndpoint=http://127.0.0.1:${ports.tablePort}/${ACCOUNT_NAME}`,
    '',
  ].join(';');
}
