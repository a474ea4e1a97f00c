import type { Probe } from '../tenant/probe.ts';

export type CheckStatus = 'pass' | 'warn' | 'fail';

export interface Check {
  readonly id: string;
  readonly status: CheckStatus;
  readonly detail: string;
  /** What to do about it; there is none for what passes. */
  readonly remedy?: string;
}

export const pass = (id: string, detail: string): Check => ({ id, status: 'pass', detail });
export const warn = (id: string, detail: string, remedy: string): Check => ({ id, status: 'warn', detail, remedy });
export const fail = (id: string, detail: string, remedy: string): Check => ({ id, status: 'fail', detail, remedy });

/** A check that the tenant would not let us make. */
export function unclear(id: string, probe: Probe<unknown>): Check {
  if (probe.kind === 'throttled')
    return warn(id, 'Microsoft Graph asked to wait, so this was not checked.', 'Run the preflight again in a minute.');
  if (probe.kind === 'noToken')
    return fail(id, 'The app has no token for Microsoft Graph, so nothing was asked.', getToken);
  if (probe.kind === 'refused' && probe.status >= 500) {
    const detail = `Microsoft Graph answered ${probe.status} ${probe.code}: the fault is on its side.`;
    return warn(id, `${detail} This was not checked.`, 'Run the preflight again in a minute.');
  }
  if (probe.kind === 'refused')
    return fail(
      id,
      `Microsoft Graph answered ${probe.status} ${probe.code}.`,
      'Check GRAPH_ENDPOINT and the cloud of the tenant.',
    );
  return fail(
    id,
    'Microsoft Graph gave no answer.',
    'Check GRAPH_ENDPOINT and that the app may reach it over the network.',
  );
}

/** A user-assigned identity is not found without its client id: with none, App Service looks for the system-assigned one. */
export const getToken =
  'Give the app a managed identity, and set AZURE_CLIENT_ID to its client id if it is a user-assigned one. On your own machine run "az login".';

export const grant = (permission: string): string =>
  `Grant the app's managed identity the application permission ${permission} of Microsoft Graph with admin consent. A new token that carries it may take an hour.`;
