import { v5 as uuidV5 } from 'uuid';
import { readClientId } from './client-id.ts';
import { authorityFor } from './clouds.ts';
import { defaultSchedules } from './schedules.ts';
import {
  audienceId,
  bareAddress,
  bareAddresses,
  documentLocation,
  emailConnectionString,
  endpoint,
  flag,
  guid,
  host,
  retentionDays,
  schedule,
  twoOperators,
} from './setting-forms.ts';
import { InvalidSettings, SettingReader, type Environment } from './setting-reader.ts';
import { readStorage, type StorageSettings } from './storage-settings.ts';

/** The app settings, checked. docs/configuration.md says what each is for. */
export interface Settings {
  readonly storage: StorageSettings;
  /** Of the user-assigned identity that the app has for storage, Graph and mail. */
  readonly clientId?: string;
  readonly graph: GraphSettings;
  readonly mail: MailSettings;
  /** A path or URL of the first campaign document. May hold a secret in its query. */
  readonly campaignDocument: string;
  readonly admin: AdminSettings;
  /** Everything runs and nothing is sent. */
  readonly dryRun: boolean;
  /** In a tenant without Entra ID P1 each person's methods are read instead of the report. */
  readonly methodsWithoutP1: boolean;
  /** It is asked what people's mailboxes are for, which takes a permission more. */
  readonly mailboxPurpose: boolean;
  /** Security info may be entered for people. */
  readonly prepopulation: boolean;
  /** What one operator asks for and a second one confirms. */
  readonly twoOperators: 'prepopulation' | 'none';
  /** Where notices may go though nobody of the tenant signs in there. Out of the API's reach, as is the next. */
  readonly noticeAddresses: readonly string[];
  /** Where this app is reached: Azure's own setting, which no operator sets. Undefined elsewhere. */
  readonly siteHost?: string;
  /** How long a row of the audit trail is kept. Out of the API's reach: no operator shortens the trail of their own doing. */
  readonly auditRetentionDays: number;
  /** The namespace of message ids that a new installation begins with; from then on the one in storage counts. */
  readonly deploymentId: string;
}

interface GraphSettings {
  /** Origin only, as in `https://graph.microsoft.com`. */
  readonly endpoint: string;
  /** Asks for `signInActivity` too, which needs Entra ID P1 and AuditLog.Read.All. */
  readonly includeSignInActivity: boolean;
}

interface MailSettings {
  readonly connection: MailConnection;
  readonly senderAddress: string;
  readonly replyToAddress?: string;
}

type MailConnection =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly endpoint: string };

/** Whose tokens may call the admin API. */
interface AdminSettings {
  readonly tenantId: string;
  readonly audience: string;
  /** Origin only, as in `https://login.microsoftonline.com`. */
  readonly authority: string;
}

const defaultAuditRetentionDays = 730;
const publicGraph = 'https://graph.microsoft.com';

/** Reads and checks all app settings. Throws one `InvalidSettings` that names every fault and what to do about it. */
export function readSettings(env: Environment): Settings {
  const reader = new SettingReader(env);
  const storage = readStorage(reader);
  const clientId = readClientId(reader, storage);
  const graph = readGraph(reader);
  const mail = readMail(reader);
  const admin = readAdmin(reader, graph?.endpoint);
  const campaignDocument = reader.optional('CAMPAIGN_DOCUMENT', documentLocation) ?? './campaign.json';
  const dryRun = reader.optional('DRY_RUN', flag) ?? true;
  const methodsWithoutP1 = reader.optional('METHODS_WITHOUT_P1', flag) ?? false;
  const mailboxPurpose = reader.optional('MAILBOX_PURPOSE', flag) ?? false;
  const prepopulation = reader.optional('PREPOPULATION', flag) ?? false;
  const confirmedByTwo = reader.optional('TWO_OPERATORS', twoOperators) ?? 'prepopulation';
  const auditRetentionDays = reader.optional('AUDIT_RETENTION_DAYS', retentionDays) ?? defaultAuditRetentionDays;
  const noticeAddresses = reader.optional('NOTICE_ADDRESSES', bareAddresses) ?? [];
  const siteHost = reader.optional('WEBSITE_HOSTNAME', host);
  const deploymentId = reader.optional('DEPLOYMENT_ID', guid);
  for (const setting of Object.keys(defaultSchedules)) reader.optional(setting, schedule);
  if (reader.faults.length > 0 || !storage || !graph || !mail || !admin) throw new InvalidSettings(reader.faults);
  return {
    storage,
    ...(clientId && { clientId }),
    graph,
    mail,
    campaignDocument,
    admin,
    dryRun,
    methodsWithoutP1,
    mailboxPurpose,
    prepopulation,
    noticeAddresses,
    ...(siteHost !== undefined && { siteHost }),
    twoOperators: confirmedByTwo,
    auditRetentionDays,
    deploymentId: deploymentId ?? defaultDeploymentId(admin.tenantId, mail.senderAddress),
  };
}

function readGraph(reader: SettingReader): GraphSettings | undefined {
  const given = reader.optional('GRAPH_ENDPOINT', endpoint);
  const includeSignInActivity = reader.optional('SIGN_IN_ACTIVITY', flag) ?? false;
  if (given === undefined && reader.has('GRAPH_ENDPOINT')) return undefined;
  return { endpoint: given ?? publicGraph, includeSignInActivity };
}

function readMail(reader: SettingReader): MailSettings | undefined {
  const connection = readMailConnection(reader);
  const senderAddress = reader.required(
    'SENDER_ADDRESS',
    bareAddress,
    'set the address that mails come from, such as DoNotReply@mail.contoso.com',
  );
  const replyToAddress = reader.optional('REPLY_TO_ADDRESS', bareAddress);
  if (connection === undefined || senderAddress === undefined) return undefined;
  return { connection, senderAddress, ...(replyToAddress && { replyToAddress }) };
}

function readMailConnection(reader: SettingReader): MailConnection | undefined {
  const connectionString = reader.optional('ACS_CONNECTION_STRING', emailConnectionString);
  const acsEndpoint = reader.optional('ACS_ENDPOINT', endpoint);
  if (reader.has('ACS_ENDPOINT') && reader.has('ACS_CONNECTION_STRING')) {
    reader.fault('ACS_ENDPOINT', 'is set, and so is ACS_CONNECTION_STRING: keep one (ACS_ENDPOINT needs no secret)');
    return undefined;
  }
  if (connectionString !== undefined) return { kind: 'connectionString', connectionString };
  if (acsEndpoint !== undefined) return { kind: 'identity', endpoint: acsEndpoint };
  if (!reader.has('ACS_ENDPOINT') && !reader.has('ACS_CONNECTION_STRING')) {
    reader.fault('ACS_ENDPOINT', 'is missing: set the endpoint of the Communication Services resource');
  }
  return undefined;
}

function readAdmin(reader: SettingReader, graphEndpoint: string | undefined): AdminSettings | undefined {
  const tenantId = reader.required('ADMIN_TENANT_ID', guid, 'set the tenant id (a GUID) of the admins');
  const audience = reader.required(
    'ADMIN_AUDIENCE',
    audienceId,
    'set the application (client) id of the app registration that protects the admin API',
  );
  const authority =
    reader.optional('ADMIN_AUTHORITY', endpoint) ??
    (graphEndpoint === undefined ? undefined : authorityFor(graphEndpoint));
  if (authority === undefined && graphEndpoint !== undefined && !reader.has('ADMIN_AUTHORITY')) {
    reader.fault('ADMIN_AUTHORITY', 'is missing: GRAPH_ENDPOINT is not of a cloud whose sign-in authority is known');
  }
  if (!tenantId || !audience || !authority) return undefined;
  return { tenantId, audience, authority };
}

/** Whether `DEPLOYMENT_ID` was set to a value of its own. */
export const namesDeployment = ({ deploymentId, admin, mail }: Settings): boolean =>
  deploymentId !== defaultDeploymentId(admin.tenantId, mail.senderAddress);

/** Made once for this product, so that no other use of UUIDv5 can meet its ids. */
const deploymentNamespace = '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d41';

/** Stable over redeployments, different for every tenant and sender. */
function defaultDeploymentId(tenantId: string, senderAddress: string): string {
  return uuidV5(`${tenantId}|${senderAddress.toLowerCase()}`, deploymentNamespace);
}
