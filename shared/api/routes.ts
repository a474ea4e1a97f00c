/**
 * Method and route of each operation of the admin API: all that a worker has to know of them when it starts. They stand
 * apart from what else describes an operation, whose schemas are loaded when it is first called.
 */
export const routes = {
  health: { method: 'GET', route: 'health' },
  showOpenApi: { method: 'GET', route: 'openapi.json' },
  showReport: { method: 'GET', route: 'report' },
  listReport: { method: 'GET', route: 'report.csv' },
  runPreflight: { method: 'GET', route: 'preflight' },
  showDashboard: { method: 'GET', route: 'dashboard' },
  showCampaign: { method: 'GET', route: 'campaign' },
  replaceCampaign: { method: 'PUT', route: 'campaign' },
  changeStatus: { method: 'POST', route: 'campaign/{action}' },
  listAudit: { method: 'GET', route: 'audit' },
  launchWave: { method: 'POST', route: 'waves' },
  listWaves: { method: 'GET', route: 'waves' },
  showWave: { method: 'GET', route: 'waves/{id}' },
  changeWave: { method: 'POST', route: 'waves/{id}/{action}' },
  listWaveRecipients: { method: 'GET', route: 'waves/{id}/recipients.csv' },
  findUser: { method: 'POST', route: 'users/find' },
  showUser: { method: 'GET', route: 'users/{id}' },
  diagnoseUser: { method: 'GET', route: 'users/{id}/diagnosis' },
  changeUser: { method: 'POST', route: 'users/{id}/{action}' },
  previewEmail: { method: 'GET', route: 'emails/preview' },
  sendTestEmail: { method: 'POST', route: 'emails/test' },
  prepopulate: { method: 'POST', route: 'prepopulate' },
} as const satisfies Readonly<Record<string, { readonly method: 'GET' | 'POST' | 'PUT'; readonly route: string }>>;

/** The function's name, and the operation's id. */
export type OperationName = keyof typeof routes;
