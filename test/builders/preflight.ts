import type { PreflightFacts } from '../../shared/preflight/preflight-facts.ts';
import { preflightWords } from '../../shared/preflight/preflight-words.ts';
import { defaultQualifyingServicePlans } from '../../shared/recipient/audience.ts';
import type { Probe } from '../../shared/tenant/probe.ts';
import { aDocument } from './documents.ts';
import { after, now } from './instants.ts';
import { emptyOverview } from './pages.ts';

/** What was asked of the tenant and answered. */
export const probed = <Value>(value: Value): Probe<Value> => ({ kind: 'read', value });

export const premiumPlan = defaultQualifyingServicePlans.synchronised[0]!;

/** What the preconditions are judged by where nothing is wrong. */
export const somePreflightFacts: PreflightFacts = {
  document: aDocument(),
  state: { status: 'running', because: undefined, changedAt: now },
  dryRun: false,
  senderAddress: 'sspr@mail.contoso.com',
  senderDomain: undefined,
  noticeAddresses: [],
  origin: { cloud: 'public', canReply: true },
  resources: {
    users: probed(true),
    registrationReport: probed(true),
    auditLog: probed(true),
  },
  groups: new Map(),
  lists: new Map(),
  subscriptions: probed([{ servicePlans: [premiumPlan], consumedUnits: 3 }]),
  methodsPolicy: probed({
    migrationState: 'migrationComplete',
    campaign: 'disabled',
    known: ['Email'],
    enabled: ['Email'],
  }),
  adminReset: probed(true),
  domains: probed([]),
  writebackSwitches: probed([]),
  timeAtGraph: probed(now),
  mailService: { kind: 'denied' },
  poison: {},
  lastPass: undefined,
  currentPass: undefined,
  logReading: { readAt: after({ minutes: -3 }), wholeSince: after({ days: -7 }), hasTold: true },
  report: emptyOverview.report,
  unreadableRows: [],
  now,
  words: preflightWords,
};

const refused = { kind: 'refused', status: 403, code: 'Forbidden' } as const;

/** As much as possible is wrong. */
export const wrongPreflightFacts: PreflightFacts = {
  ...somePreflightFacts,
  dryRun: true,
  senderDomain: { domain: 'mail.contoso.com', texts: { kind: 'unknown' }, selectors: [], dmarc: [] },
  origin: { cloud: 'public', canReply: false },
  resources: { users: refused, registrationReport: { kind: 'throttled' }, auditLog: { kind: 'noToken' } },
  groups: new Map([['x', probed(false)]]),
  lists: new Map([['board', 'missing']]),
  subscriptions: refused,
  methodsPolicy: refused,
  adminReset: refused,
  domains: refused,
  timeAtGraph: probed(after({ hours: 1 })),
  mailService: { kind: 'noAnswer', because: '503' },
  poison: { 'send-message': 2 },
  logReading: undefined,
};
