import type { DirectoryUser } from './directory-user.ts';
import { isDevice } from './licence.ts';

/** Names that organisations give to mailboxes nobody signs in with; only where no licence is held, so people are safe. */
const impersonalName = /^(svc|service|srv|sa|shared|room|resource|noreply|no-reply|admin-?svc)[._-]/i;

/** Whether an account looks like nobody's: by the licence of a room or a shared device, or by its name. */
export const looksImpersonal = (user: DirectoryUser): boolean =>
  isDevice(user) || (user.servicePlanIds.length === 0 && impersonalName.test(user.userPrincipalName));
