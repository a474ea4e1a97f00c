import type { Simulation } from './simulation/simulation.ts';

/** The app settings of a host that mails for real, in a simulated organisation; it reads the campaign from the file. */
export function settingsFor(simulation: Simulation, storage: string, documentFile: string) {
  return {
    AzureWebJobsStorage: storage,
    GRAPH_ENDPOINT: simulation.origin,
    ACS_CONNECTION_STRING: simulatedMail(simulation.origin),
    SENDER_ADDRESS: 'sspr@mail.contoso.com',
    REPLY_TO_ADDRESS: 'servicedesk@contoso.com',
    CAMPAIGN_DOCUMENT: documentFile,
    ADMIN_TENANT_ID: simulation.tenantId,
    ADMIN_AUDIENCE: simulation.audience,
    ADMIN_AUTHORITY: simulation.origin,
    DRY_RUN: 'false',
  };
}

/** The connection string of the simulated mail service; any key does. */
export const simulatedMail = (origin: string): string =>
  `endpoint=${origin};accesskey=${Buffer.from('simulation').toString('base64')}`;
