import type { Cloud } from '../registration/cloud.ts';

/**
 * The sign-in authority of the cloud that a Graph endpoint belongs to, or undefined for an endpoint that is none of
 * Microsoft's.
 *
 * https://learn.microsoft.com/graph/deployments
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export function authorityFor(graphEndpoint: string): string | undefined {
  return authorities[new URL(graphEndpoint).hostname];
}

const authorities: Readonly<Record<string, string>> = {
  'graph.microsoft.com': 'https://login.microsoftonline.com',
  'graph.microsoft.us': 'https://login.microsoftonline.us',
  'dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'microsoftgraph.chinacloudapi.cn': 'https://login.partner.microsoftonline.cn',
};

/** The cloud that a Graph endpoint belongs to. One that is none of Microsoft's, such as a simulated one, is taken for the public one. */
export function cloudOf(graphEndpoint: string): Cloud {
  return clouds[new URL(graphEndpoint).hostname] ?? 'public';
}

const clouds: Readonly<Record<string, Cloud>> = {
  'graph.microsoft.us': 'usGovernment',
  'dod-graph.microsoft.us': 'usGovernment',
  'microsoftgraph.chinacloudapi.cn': 'china',
};
