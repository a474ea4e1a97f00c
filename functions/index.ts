import { app, type HttpHandler, type StorageQueueHandler, type TimerHandler } from '@azure/functions';
import { routes, type OperationName } from '../shared/api/routes.ts';
import { queueConnectionFor } from '../shared/config/queue-connection.ts';
import { scheduleFor, timerFunctions, type ScheduleSetting, type TimerName } from '../shared/config/schedules.ts';
import { logFailure } from './log-failure.ts';

/**
 * Registers every function. When a worker starts it only asks what there is, so a function's own code is loaded when it is
 * first called: a third of the code, and most of the schemas, is for operators who may never come.
 */
const timers: Readonly<Record<ScheduleSetting, Load<TimerHandler>>> = {
  REFRESH_SCHEDULE: async () => (await import('./refresh-registrations.timer.ts')).onRefreshRegistrations,
  WATCH_SCHEDULE: async () => (await import('./watch-registrations.timer.ts')).onWatchRegistrations,
  PLAN_SCHEDULE: async () => (await import('./plan-campaign.timer.ts')).onPlanCampaign,
  RELEASE_SCHEDULE: async () => (await import('./release-messages.timer.ts')).onReleaseMessages,
  RECONCILE_SCHEDULE: async () => (await import('./reconcile-claims.timer.ts')).onReconcileClaims,
  FORGET_SCHEDULE: async () => (await import('./forget-old-data.timer.ts')).onForgetOldData,
};

const queues: Readonly<Record<string, readonly [name: string, load: Load<StorageQueueHandler>]>> = {
  'refresh-pages': ['refreshPage', async () => (await import('./refresh-page.queue.ts')).onRefreshPage],
  'send-message': ['sendMessage', async () => (await import('./send-message.queue.ts')).onSendMessage],
  'delivery-reports': [
    'recordDeliveryReport',
    async () => (await import('./record-delivery-report.queue.ts')).onDeliveryReport,
  ],
};

const operations: Readonly<Record<OperationName, Load<HttpHandler>>> = {
  health: async () => (await import('./health.http.ts')).onHealth,
  showOpenApi: async () => (await import('./show-open-api.http.ts')).onShowOpenApi,
  showReport: async () => (await import('./show-report.http.ts')).onShowReport,
  listReport: async () => (await import('./list-report.http.ts')).onListReport,
  runPreflight: async () => (await import('./run-preflight.http.ts')).onRunPreflight,
  showPage: async () => (await import('./show-page.http.ts')).onShowPage,
  changeByPage: async () => (await import('./change-by-page.http.ts')).onChangeByPage,
  refresh: async () => (await import('./refresh.http.ts')).onRefresh,
  showCampaign: async () => (await import('./show-campaign.http.ts')).onShowCampaign,
  replaceCampaign: async () => (await import('./replace-campaign.http.ts')).onReplaceCampaign,
  changeStatus: async () => (await import('./change-status.http.ts')).onChangeStatus,
  listAudit: async () => (await import('./list-audit.http.ts')).onListAudit,
  searchGroups: async () => (await import('./search-groups.http.ts')).onSearchGroups,
  launchWave: async () => (await import('./launch-wave.http.ts')).onLaunchWave,
  listWaves: async () => (await import('./list-waves.http.ts')).onListWaves,
  showWave: async () => (await import('./show-wave.http.ts')).onShowWave,
  changeWave: async () => (await import('./change-wave.http.ts')).onChangeWave,
  listWaveRecipients: async () => (await import('./list-wave-recipients.http.ts')).onListWaveRecipients,
  listUsers: async () => (await import('./list-users.http.ts')).onListUsers,
  listUsersCsv: async () => (await import('./list-users-csv.http.ts')).onListUsersCsv,
  searchUsers: async () => (await import('./search-users.http.ts')).onSearchUsers,
  findUser: async () => (await import('./find-user.http.ts')).onFindUser,
  listLists: async () => (await import('./list-lists.http.ts')).onListLists,
  showList: async () => (await import('./show-list.http.ts')).onShowList,
  listListed: async () => (await import('./list-listed.http.ts')).onListListed,
  replaceList: async () => (await import('./replace-list.http.ts')).onReplaceList,
  removeList: async () => (await import('./remove-list.http.ts')).onRemoveList,
  listDrifts: async () => (await import('./list-drifts.http.ts')).onListDrifts,
  decideDrift: async () => (await import('./decide-drift.http.ts')).onDecideDrift,
  decideLost: async () => (await import('./decide-lost.http.ts')).onDecideLost,
  showUser: async () => (await import('./show-user.http.ts')).onShowUser,
  diagnoseUser: async () => (await import('./diagnose-user.http.ts')).onDiagnoseUser,
  exportUser: async () => (await import('./export-user.http.ts')).onExportUser,
  eraseUser: async () => (await import('./erase-user.http.ts')).onEraseUser,
  listTrouble: async () => (await import('./list-trouble.http.ts')).onListTrouble,
  listTroubleCsv: async () => (await import('./list-trouble-csv.http.ts')).onListTroubleCsv,
  listCauses: async () => (await import('./list-causes.http.ts')).onListCauses,
  changeUser: async () => (await import('./change-user.http.ts')).onChangeUser,
  previewEmail: async () => (await import('./preview-email.http.ts')).onPreviewEmail,
  sendTestEmail: async () => (await import('./send-test-email.http.ts')).onSendTestEmail,
  prepopulate: async () => (await import('./prepopulate.http.ts')).onPrepopulate,
};

/** Imports the file of a function, and answers with its handler. */
type Load<Handler> = () => Promise<Handler>;

/** What every timer and queue goes through; HTTP has its own way in, `adminRoute`. */
const triggers = () => import('./run-trigger.ts');

/** Of every function: a failure is logged with all its causes before the host hears of it, and the figures are kept. */
app.hook.postInvocation(async ({ error, invocationContext }) => {
  if (error !== undefined && error !== null) logFailure(error, invocationContext);
  const { endInvocation } = await import('../shared/app.ts');
  await endInvocation().catch((failure: unknown) => logFailure(failure, invocationContext));
});

app.hook.appTerminate(async () => (await import('../shared/app.ts')).endProcess());

for (const [setting, name] of Object.entries(timerFunctions) as [ScheduleSetting, TimerName][])
  app.timer(name, {
    schedule: scheduleFor(setting, process.env),
    handler: async (...call) => (await triggers()).runTimer(name, timers[setting], ...call),
  });

for (const [queueName, [name, load]] of Object.entries(queues))
  app.storageQueue(name, {
    queueName,
    connection: queueConnectionFor(process.env),
    handler: async (...call) => (await triggers()).takeMessage(queueName, load, ...call),
  });

for (const [name, load] of Object.entries(operations)) {
  const { method, route } = routes[name as OperationName];
  app.http(name, {
    route,
    methods: [method],
    authLevel: 'anonymous',
    handler: async (...call) => (await load())(...call),
  });
}
