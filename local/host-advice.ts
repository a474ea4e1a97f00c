import { bareLocation as bare, type DocumentFinding } from '../shared/use-cases/look-at-document.ts';

/** Where the app answers, and for whom. */
export interface HostPlace {
  readonly url: string;
  readonly audience: string;
}

const setToken = ({ audience }: HostPlace): string =>
  `TOKEN=$(az account get-access-token --scope "api://${audience.replace(/^api:\/\//, '')}/.default" --query accessToken --output tsv)`;
const authorised = '-H "Authorization: Bearer $TOKEN"';

const indented = (lines: readonly string[]): string =>
  lines
    .flatMap((line) => line.split('\n'))
    .map((line) => `  ${line}`)
    .join('\n');

/** How the tenant is read for the first time. */
export const readTenantText = ({ url }: HostPlace): string =>
  `Nobody of the tenant is known yet. Read it now, or wait for the night:\n${indented([
    `curl -X POST ${url}/admin/functions/refreshRegistrations -H 'content-type: application/json' -d '{}'`,
  ])}`;

/** What to look at once the tenant has been read, and how to be let in. */
export function lookAtText(place: HostPlace): string {
  const get = (route: string) => `curl -sS ${authorised} ${place.url}/api/${route}`;
  return `The tenant has been read. What to look at, with a token of somebody who has a role (docs/own-tenant.md):\n${indented(
    [
      setToken(place),
      `${get('preflight')}     # what is missing, and what to do about it`,
      `${get('report')}     # who can reset, who is left out and why`,
      `${get('dashboard')} --output dashboard.html     # the page: open the file in a browser`,
    ],
  )}`;
}

/** What the last pass met with, when it is not believed. */
export const distrustedText = (because: unknown): string =>
  `The tenant was read and is not believed: ${typeof because === 'string' ? because : 'see the log above'}. Nobody's state has changed; preflight says what to do.`;

/** What is to be said about the campaign document at start; undefined when it is as it should be. */
export function documentText(finding: DocumentFinding, location: string, place: HostPlace): string | undefined {
  switch (finding.kind) {
    case 'first':
    case 'asStored':
      return undefined;
    case 'unusable': {
      const counts = finding.isStored
        ? 'The campaign in storage counts, so it goes on as it was'
        : 'No campaign runs until it is mended; it is then read by itself';
      return `The campaign document that CAMPAIGN_DOCUMENT names (${bare(location)}) cannot be used. ${counts}.\n${indented(finding.faults)}`;
    }
    case 'storedUnusable':
      return `The campaign in storage is none that this build accepts, so no mail leaves:\n${indented(finding.faults)}\nMend it, or load ${bare(location)} in its place:\n${indented(loadCommands(location, place))}`;
    case 'overridden':
      return `${bare(location)} differs from the campaign in storage, and storage counts. To load the file into it:\n${indented(loadCommands(location, place))}`;
  }
}

const isAddress = (location: string): boolean => /^https?:/i.test(location);

function loadCommands(location: string, place: HostPlace): readonly string[] {
  const campaign = `${place.url}/api/campaign`;
  const file = isAddress(location) ? 'campaign.json' : location;
  return [
    setToken(place),
    `ETAG=$(curl -sS -D - -o /dev/null ${authorised} ${campaign} | tr -d '\\r' | sed -n 's/^etag: //Ip')`,
    `curl --fail-with-body -X PUT ${authorised} -H "If-Match: $ETAG" -H 'content-type: application/json' --data-binary @'${file}' ${campaign}`,
  ];
}
