/** The connection that the queue triggers are registered with: the campaign's own storage, else the host's. */
export const queueConnectionFor = (env: Readonly<Record<string, string | undefined>>): string =>
  Object.keys(env).some((name) => name === 'CAMPAIGN_STORAGE' || name.startsWith('CAMPAIGN_STORAGE__'))
    ? 'CAMPAIGN_STORAGE'
    : 'AzureWebJobsStorage';
