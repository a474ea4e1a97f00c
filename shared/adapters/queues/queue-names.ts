/** The queues that wake a function. The triggers and the infrastructure use the same names. */
export const queueNames = {
  sendMessage: 'send-message',
  refreshPages: 'refresh-pages',
  deliveryReports: 'delivery-reports',
} as const;

export type QueueKey = keyof typeof queueNames;

/** Which queue has this name. */
export const queueKeyOf = (queueName: string): QueueKey | undefined =>
  (Object.keys(queueNames) as QueueKey[]).find((key) => queueNames[key] === queueName);

/** Where the Functions host puts what failed too often. */
export const poisonNameOf = (queueName: string): string => `${queueName}-poison`;
