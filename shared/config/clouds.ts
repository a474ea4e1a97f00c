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
