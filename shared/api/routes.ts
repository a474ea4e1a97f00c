import type { Role } from './roles.ts';

interface RouteOf {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As Azure Functions writes it, without the prefix: `waves/{id}`. */
  readonly route: string;
  /** The least role that may call it; undefined: open to anyone. */
  readonly role: Role | undefined;
}

/**
 * Method, route and role of each operation of the admin API. A worker has to know the first two when it starts, so they
 * stand apart from what else describes an operation, whose schemas are loaded when it is first called.
 */
export const routes = {
  health: { method: 'GET', route: 'health', role: undefined },
  showOpenApi: { method: 'GET', route: 'openapi.json', role: 'support' },
  showReport: { method: 'GET', route: 'report', role: 'reader' },
  listReport: { method: 'GET', route: 'report.csv', role: 'reader' },
  runPreflight: { method: 'GET', route: 'preflight', role: 'reader' },
  showPage: { method: 'GET', route: 'dashboard/{*path}', role: 'support' },
  changeByPage: { method: 'POST', route: 'dashboard/{*path}', role: 'support' },
  refresh: { method: 'POST', route: 'refresh', role: 'operator' },
  showCampaign: { method: 'GET', route: 'campaign', role: 'reader' },
  replaceCampaign: { method: 'PUT', route: 'campaign', role: 'operator' },
  changeStatus: { method: 'POST', route: 'campaign/{action}', role: 'operator' },
  listAudit: { method: 'GET', route: 'audit', role: 'reader' },
  searchGroups: { method: 'POST', route: 'groups/search', role: 'operator' },
  listLists: { method: 'GET', route: 'lists', role: 'reader' },
  showList: { method: 'GET', route: 'lists/{name}', role: 'reader' },
  listListed: { method: 'GET', route: 'lists/{name}/people.csv', role: 'reader' },
  replaceList: { method: 'PUT', route: 'lists/{name}', role: 'operator' },
  removeList: { method: 'DELETE', route: 'lists/{name}', role: 'operator' },
  launchWave: { method: 'POST', route: 'waves', role: 'operator' },
  listWaves: { method: 'GET', route: 'waves', role: 'reader' },
  showWave: { method: 'GET', route: 'waves/{id}', role: 'reader' },
  changeWave: { method: 'POST', route: 'waves/{id}/{action}', role: 'operator' },
  listWaveRecipients: { method: 'GET', route: 'waves/{id}/recipients.csv', role: 'reader' },
  listUsers: { method: 'GET', route: 'users', role: 'reader' },
  listUsersCsv: { method: 'GET', route: 'users.csv', role: 'reader' },
  searchUsers: { method: 'POST', route: 'users/search', role: 'reader' },
  findUser: { method: 'POST', route: 'users/find', role: 'support' },
  decideLost: { method: 'POST', route: 'users/lost', role: 'operator' },
  showUser: { method: 'GET', route: 'users/{id}', role: 'support' },
  diagnoseUser: { method: 'GET', route: 'users/{id}/diagnosis', role: 'support' },
  exportUser: { method: 'GET', route: 'users/{id}/export', role: 'operator' },
  eraseUser: { method: 'DELETE', route: 'users/{id}', role: 'operator' },
  listCauses: { method: 'GET', route: 'causes', role: 'support' },
  listTrouble: { method: 'GET', route: 'trouble', role: 'reader' },
  listTroubleCsv: { method: 'GET', route: 'trouble.csv', role: 'reader' },
  listDrifts: { method: 'GET', route: 'drifts', role: 'reader' },
  decideDrift: { method: 'POST', route: 'drifts/decide', role: 'operator' },
  changeUser: { method: 'POST', route: 'users/{id}/{action}', role: 'operator' },
  previewEmail: { method: 'GET', route: 'emails/preview', role: 'reader' },
  sendTestEmail: { method: 'POST', route: 'emails/test', role: 'operator' },
  prepopulate: { method: 'POST', route: 'prepopulate', role: 'operator' },
} as const satisfies Readonly<Record<string, RouteOf>>;

/** The function's name, and the operation's id. */
export type OperationName = keyof typeof routes;
