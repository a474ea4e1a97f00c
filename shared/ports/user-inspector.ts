import type { Probe } from '../tenant/probe.ts';
import type { ResetEvent } from '../diagnosis/diagnosis-facts.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import type { Registration } from '../registration/registration.ts';

/** What Graph says of one person right now. Never throws: what cannot be read is part of the answer. */
export interface UserInspector {
  /** Undefined for somebody who is not in the directory. */
  readUser(userId: string): Promise<Probe<DirectoryUser | undefined>>;
  /** The person's row of the registration report; undefined when there is none. */
  readRegistration(userId: string): Promise<Probe<Registration | undefined>>;
  /** What the service for password resets logged of this person, oldest first; of many events the newest hundred. */
  readResetEvents(userId: string, since: Date): Promise<Probe<readonly ResetEvent[]>>;
}
