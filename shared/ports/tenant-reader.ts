import type { Probe } from '../tenant/probe.ts';
import type {
  MethodsPolicy,
  ProbedResource,
  Subscription,
  TenantDomain,
  WritebackSwitch,
} from '../tenant/tenant-facts.ts';

/** Tells what the app may read, by trying, and what the tenant is like. Never throws: a refusal is what it is asked for. */
export interface TenantReader {
  tryReading(resource: ProbedResource): Promise<Probe<true>>;
  /** The group's first member page; false when there is no such group. */
  tryGroup(groupId: string): Promise<Probe<boolean>>;
  /** All subscriptions that are in force. */
  readSubscriptions(): Promise<Probe<readonly Subscription[]>>;
  readMethodsPolicy(): Promise<Probe<MethodsPolicy>>;
  /** Whether administrators may reset their passwords; undefined where Graph does not say. */
  readAdminReset(): Promise<Probe<boolean | undefined>>;
  readDomains(): Promise<Probe<readonly TenantDomain[]>>;
  /** What the audit log still holds, oldest first. */
  readWritebackSwitches(): Promise<Probe<readonly WritebackSwitch[]>>;
  /** The time at Graph. */
  readTime(): Promise<Probe<Date>>;
}
