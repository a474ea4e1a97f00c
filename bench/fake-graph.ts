import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/**
 * A Graph service of so many users, in a process of its own: all pages are made and compressed before it listens, so
 * that what is measured afterwards is the client. Every eighth user has not registered.
 *
 *   node bench/fake-graph.ts USERS [PLACES_PER_WINDOW WINDOW_MS]
 */
const users = Number(process.argv[2]);
const placesPerWindow = Number(process.argv[3] ?? Infinity);
const windowMs = Number(process.argv[4] ?? 10_000);
const pageSize = 999;

const counts = { report: 0, users: 0, audits: 0, methods: 0, throttled: 0 };
let asked: number[] = [];
let origin = '';

const idOf = (n: number): string => {
  const mixed = (Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${mixed}-${mixed.slice(0, 4)}-4${mixed.slice(1, 4)}-8${mixed.slice(5)}-${n.toString(16).padStart(12, '0')}`;
};

function reportRow(n: number): string {
  const isRegistered = n % 8 !== 0;
  return `{"id":"${idOf(n)}","userPrincipalName":"first.last${n}@contoso.onmicrosoft.com","userDisplayName":"First${n} Last${n}","userType":"member","isAdmin":false,"isSsprRegistered":${isRegistered},"isSsprEnabled":true,"isSsprCapable":${isRegistered},"isMfaRegistered":${isRegistered},"isMfaCapable":${isRegistered},"isPasswordlessCapable":false,"methodsRegistered":[${isRegistered ? '"mobilePhone","microsoftAuthenticatorPush","softwareOneTimePasscode"' : ''}],"isSystemPreferredAuthenticationMethodEnabled":true,"systemPreferredAuthenticationMethods":["PhoneAppNotification"],"userPreferredMethodForSecondaryAuthentication":"push","lastUpdatedDateTime":"2026-11-21T03:14:15.9265358Z"}`;
}

function userRow(n: number): string {
  return `{"id":"${idOf(n)}","userPrincipalName":"first.last${n}@contoso.onmicrosoft.com","displayName":"First${n} Last${n}","givenName":"First${n}","mail":"first.last${n}@contoso.com","otherMails":[],"preferredLanguage":"sv-SE","usageLocation":"SE","department":"Sales","companyName":"Contoso","country":"Sweden","employeeType":"Employee","accountEnabled":true,"userType":"Member","createdDateTime":"2021-04-05T06:07:08Z","onPremisesSyncEnabled":${n % 3 === 0},"assignedPlans":[{"assignedDateTime":"2021-04-05T06:07:08Z","capabilityStatus":"Enabled","service":"AADPremiumService","servicePlanId":"41781fb2-bc02-4b7c-bd55-b576c07bb09d"}],"assignedLicenses":[{"disabledPlans":[],"skuId":"05e9a617-0261-4cee-bb44-138d3ef5d965"}],"employeeHireDate":null,"creationType":null,"externalUserState":null,"identities":[{"signInType":"userPrincipalName","issuer":"contoso.onmicrosoft.com","issuerAssignedId":"first.last${n}@contoso.onmicrosoft.com"}]}`;
}

const linkMark = 'LINK';

function makePages(path: string, row: (n: number) => string): { readonly path: string; readonly pages: Buffer[] } {
  const pages: Buffer[] = [];
  for (let from = 0; from < Math.max(1, users); from += pageSize) {
    const to = Math.min(users, from + pageSize);
    const rows = Array.from({ length: to - from }, (_, i) => row(from + i)).join(',');
    const next = to < users ? `"@odata.nextLink":"${linkMark}${path}$skiptoken=${pages.length + 1}",` : '';
    const body = `{"@odata.context":"x",${next}"value":[${rows}]}`.replace(linkMark, `${origin}/v1.0`);
    pages.push(gzipSync(body, { level: 1 }));
  }
  return { path, pages };
}

const server = createServer((request, response) => {
  const url = new URL(request.url!, origin);
  const page = Number(url.searchParams.get('$skiptoken') ?? 0);
  if (url.pathname === '/counts') return json(response, 200, counts);
  if (url.pathname === '/v1.0/users') return send(response, 'users', userPages.pages[page]!);
  if (url.pathname.endsWith('/authentication/methods')) {
    counts.methods++;
    return json(response, 200, { value: [{ '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', id: '1' }] });
  }
  const wait = secondsTooEarly();
  if (wait > 0) {
    counts.throttled++;
    return json(response, 429, { error: { code: 'TooManyRequests' } }, { 'retry-after': String(wait) });
  }
  if (url.pathname.startsWith('/v1.0/auditLogs')) {
    counts.audits++;
    return json(response, 200, { value: [] });
  }
  return send(response, 'report', reportPages.pages[page]!);
});

/** Refused requests accrue too, as Microsoft says they do. */
function secondsTooEarly(): number {
  const now = performance.now();
  asked = [...asked.filter((at) => at > now - windowMs), now];
  if (asked.length <= placesPerWindow) return 0;
  return Math.max(1, Math.ceil((asked.at(-placesPerWindow)! + windowMs - now) / 1_000));
}

function send(response: ServerResponse, kind: 'report' | 'users', page: Buffer): void {
  counts[kind]++;
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': page.length };
  response.writeHead(200, headers).end(page);
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const reportPages = makePages('/reports/authenticationMethods/userRegistrationDetails?$top=999&', reportRow);
const userPages = makePages('/users?$top=999&', userRow);
process.send?.({ origin });
process.once('disconnect', () => process.exit(0));
