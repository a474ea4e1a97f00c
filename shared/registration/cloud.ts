/** Microsoft's clouds, as far as their addresses and services differ for us. Each tenant is in one of them. */
export type Cloud = 'public' | 'usGovernment' | 'china';

/**
 * Whether Graph offers `directoryAudits` there. Where it does not, the report alone tells who has registered.
 *
 * https://learn.microsoft.com/graph/api/directoryaudit-list
 */
export const hasAuditLog = (cloud: Cloud): boolean => cloud !== 'china';
