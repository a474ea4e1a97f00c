import type { Probe } from '../../shared/tenant/probe.ts';
import type { ResetEvent } from '../../shared/diagnosis/diagnosis-facts.ts';
import type { UserInspector } from '../../shared/ports/user-inspector.ts';
import type { DirectoryUser } from '../../shared/recipient/directory-user.ts';
import type { Registration } from '../../shared/registration/registration.ts';

type Refusal = Exclude<Probe<unknown>, { kind: 'read' }>;

/** The people a test puts in; whatever `refusals` names is not answered. */
export class FakeUserInspector implements UserInspector {
  users: DirectoryUser[] = [];
  registrations = new Map<string, Registration>();
  resetEvents = new Map<string, ResetEvent[]>();
  refusals: { user?: Refusal; registration?: Refusal; resetEvents?: Refusal } = {};

  async readUser(userId: string): Promise<Probe<DirectoryUser | undefined>> {
    return this.refusals.user ?? { kind: 'read', value: this.users.find(({ id }) => id === userId) };
  }

  async readRegistration(userId: string): Promise<Probe<Registration | undefined>> {
    return this.refusals.registration ?? { kind: 'read', value: this.registrations.get(userId) };
  }

  async readResetEvents(userId: string, since: Date): Promise<Probe<readonly ResetEvent[]>> {
    const events = (this.resetEvents.get(userId) ?? []).filter(({ at }) => at >= since);
    return this.refusals.resetEvents ?? { kind: 'read', value: events };
  }
}
