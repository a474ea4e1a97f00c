import { z } from 'zod';
import { workDays } from '../campaign/calendar.ts';
import { mailboxOwnerInWords, type MailboxOwner } from '../campaign/owner-mailbox.ts';
import { waveIdOf } from '../campaign/wave.ts';
import { checkBrandColor } from '../email/brand-color.ts';
import { readLogo } from '../email/logo.ts';
import { mailLocales } from '../email/mail-locales.ts';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { isAddress } from '../recipient/address.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { chooseLocale } from '../recipient/locale.ts';
import { listNamePattern } from '../recipient/named-list.ts';
import { isTimeZone } from '../recipient/time-zone.ts';
import type { Cloud } from '../registration/cloud.ts';
import { goals, goalsInWords } from '../delivery/goal.ts';
import { phonesEnd } from '../registration/method-endings.ts';
import { isPhone, ssprMethods } from '../registration/sspr-method.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day such as 08:30');
/** A document is for a person to read: longer lists are groups, or another campaign. */
const mostListed = 200;
/** Each is kept in memory by whoever sends. */
const mostLists = 10;
const groupIds = z
  .array(z.guid('is not an object id: give the id of the group, not its name').toLowerCase())
  .max(mostListed);
const timeZone = z.string().refine(isTimeZone, 'is not an IANA time zone such as Europe/Stockholm');
const percent = z.number().min(0).max(100);
const webAddress = z.url({ protocol: /^https$/, error: 'is not an https address' });
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'has control characters');

const organisation = z.strictObject({
  displayName: text(80),
  helpDesk: z.strictObject({ name: text(80), phone: text(40), url: webAddress }),
  verifyAt: webAddress.describe('An intranet page that readers know, which says that these mails are real.'),
  brandColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'is not a colour such as #0f6cbd')
    .superRefine(refuseUnreadable),
});

const sspr = z.strictObject({
  scope: z
    .enum(['all', 'selected', 'none', 'unknown'])
    .default('unknown')
    .describe('Who may reset, as set in Entra. No supported API tells, so preflight compares it with the report.'),
  methodsRequired: z.union([z.literal(1), z.literal(2)], 'is neither 1 nor 2'),
  passwordWriteback: z
    .enum(['enabled', 'disabled', 'unknown'])
    .describe(
      'No supported API tells, so the admin declares it and preflight compares it with what the audit log shows.',
    ),
  allowedMethods: z
    .array(z.enum(ssprMethods))
    .min(1, 'names no method: leave it out where the mails are not to say which count')
    .refine((methods) => new Set(methods).size === methods.length, 'names a method twice')
    .optional()
    .describe('The methods that count here, as set in Entra: the mails name them. No supported API tells.'),
  ownTelephonyProvider: z
    .boolean()
    .default(false)
    .describe(
      'Text messages and calls to all of our people go through a provider of our own, so they go on after 1 February 2027.',
    ),
});

/** Ids that license a reset, for accounts of each kind. */
const qualifyingIds = z.strictObject({
  cloudOnly: z.array(z.guid().toLowerCase()).max(mostListed),
  synchronised: z.array(z.guid().toLowerCase()).max(mostListed),
});

/** Values of the directory that name people, as they are written there: "Sales", "Sweden", "contoso.com". */
const attributeValues = z
  .array(text(256))
  .max(mostListed)
  .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'names a value twice');
const attributes = {
  departments: attributeValues.default([]),
  companies: attributeValues.default([]),
  countries: attributeValues
    .default([])
    .describe('The country as the directory writes it (country), not usageLocation.'),
  employeeTypes: attributeValues.default([]),
  domains: attributeValues.default([]).describe('Domains of sign-in names.'),
};

const listNames = z
  .array(
    z.string().regex(listNamePattern, 'is no name of a list: small letters, digits and -, a letter first, 40 at most'),
  )
  .max(mostLists)
  .refine((all) => new Set(all).size === all.length, 'names a list twice');

const audience = z.strictObject({
  includeGroups: groupIds.default([]),
  excludeGroups: groupIds.default([]),
  includeLists: listNames
    .default([])
    .describe('Names of uploaded lists (PUT /api/lists/{name}): whoever is on none of them is left out.'),
  excludeLists: listNames.default([]).describe('Whoever is on one of these lists is left out, whatever a wave says.'),
  onPremisesProtectedGroups: groupIds
    .default([])
    .describe(
      'Groups of synchronised accounts that are protected on-premises, whose passwords writeback cannot reset.',
    ),
  ...attributes,
  exclude: z
    .strictObject(attributes)
    .prefault({})
    .describe('Whoever has one of these values is left out, whatever a wave says.'),
  guests: z.boolean().default(false),
  admins: z.enum(['exclude', 'include']).default('exclude'),
  requireLicence: z.boolean().default(true),
  qualifyingServicePlans: z.union([z.literal('default'), qualifyingIds]).default('default'),
  qualifyingSkus: z
    .union([z.literal('default'), qualifyingIds])
    .default('default')
    .describe(
      'Licences that cover a reset though none of their service plans does. By default Microsoft 365 Business Standard, for cloud-only accounts.',
    ),
  acceptOfficeLicences: z
    .boolean()
    .default(false)
    .describe(
      'Lets Office 365 E1, E3, E5, F3 and Business Basic count for cloud-only accounts, as an older text of Microsoft did. Their people may find that a reset is refused.',
    ),
  skipInactiveForDays: z.int().min(0).max(3650).default(180),
  addressFallback: z
    .array(z.enum(['otherMails', 'userPrincipalName']))
    .max(2)
    .default([]),
});

const cadence = z.strictObject({
  remindersAfterDays: z
    .array(z.int().min(1).max(365))
    .max(6)
    .refine(
      (days) => days.every((day, i) => i === 0 || day > days[i - 1]!),
      'must grow: each reminder comes after the one before',
    )
    .default([4, 10, 21]),
  quietHours: z
    .strictObject({ from: time, to: time })
    .refine(({ from, to }) => from !== to, 'from and to are the same time')
    .default({ from: '17:00', to: '08:30' }),
  workDays: z
    .array(z.enum(workDays))
    .min(1)
    .max(workDays.length)
    .optional()
    .describe('The days on which mail may arrive, everywhere. Left out: those on which each country works.'),
  timeZone,
  observeHolidays: z.boolean().default(true),
  spreadMinutes: z.int().min(0).max(480).default(60),
});

const mail = z.strictObject({
  defaultLocale: z
    .enum(mailLocales, { error: ({ input }) => missingLocale(input) })
    .default('en')
    .describe('The language for those whose own is not known or is none that mails are written in.'),
  links: z.enum(['typed', 'clickable']).default('typed'),
  logo: z
    .string()
    .superRefine(refuseUnshowable)
    .optional()
    .describe('A PNG or JPEG of at most 20 KB as a data URI (data:image/png;base64,…). It travels inside each mail.'),
});

const mailbox = z.string().max(70).refine(isAddress, 'is not a bare address such as soc@contoso.com');

const waveNotices = z.strictObject({
  to: z
    .array(mailbox)
    .min(1, 'names nobody: leave waveNotices out where no notice is wanted')
    .max(10)
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'names an address twice')
    .describe('Shared mailboxes of the help desk and the security team.'),
  daysBefore: z.int().min(1).max(30).default(3).describe('How many days before the wave starts.'),
});

const mailboxOf = (owner: MailboxOwner) => mailbox.optional().describe(`${mailboxOwnerInWords(owner)}.`);

const ownerMailboxes = z.strictObject({
  campaign: mailboxOf('campaign'),
  helpDesk: mailboxOf('helpDesk'),
  identityAdmin: mailboxOf('identityAdmin'),
  licenceAdmin: mailboxOf('licenceAdmin'),
  hybridAdmin: mailboxOf('hybridAdmin'),
  activeDirectoryAdmin: mailboxOf('activeDirectoryAdmin'),
  networkAdmin: mailboxOf('networkAdmin'),
} satisfies Record<MailboxOwner, unknown>);

const digests = z.strictObject({
  trouble: z
    .boolean()
    .default(true)
    .describe('Once a working day at most, to each of owners: whose reset does not work, where that has changed.'),
  names: z.boolean().default(false).describe('With the names of those people.'),
});

const capacity = z.strictObject({
  mailsPerMinute: z.int().min(1).default(30),
  mailsPerHour: z.int().min(1).default(100),
  newRecipientsPerDay: z.int().min(1).default(300),
  pauseAtFailureRate: z.number().gt(0).max(1).default(0.02),
});

const wave = z.strictObject({
  name: text(60),
  goal: z.enum(goals).optional().describe(goalsInWords),
  groups: groupIds
    .min(1, 'names no group: leave groups out where the wave is for the whole audience')
    .optional()
    .describe('Whom the wave is for. Left out: the whole audience.'),
  startsOn: z.iso.date('is not a date such as 2026-12-01'),
});

const waves = z.array(wave).max(mostListed).superRefine(refuseSameWave);

/**
 * The campaign document: what the admin decides. Unknown fields are refused, since a misspelt one would otherwise be
 * a default that nobody chose.
 */
export const campaignDocument = z.strictObject({
  $schema: z.string().max(500).optional(),
  name: text(80),
  organisation,
  sspr,
  audience: audience.prefault({}),
  cadence,
  capacity: capacity.prefault({}),
  waves: waves.default([]),
  newJoiners: z
    .strictObject({ enrol: z.boolean().default(true), afterDays: z.int().min(0).max(90).default(2) })
    .prefault({}),
  followUp: z
    .strictObject({
      ssprLinkTo: z.enum(['nudged', 'enrolled']).default('nudged'),
      strengthenPhoneOnly: z.boolean().default(true),
      tellManagerAfterReminders: z
        .int()
        .min(0)
        .max(10)
        .default(0)
        .describe(
          'After so many reminders without a registration, the manager of the person is told, once a week. 0: nobody is.',
        ),
      namesToManagers: z
        .boolean()
        .default(false)
        .describe(
          'Whether managers are told the names of those who were reminded and are not ready, or numbers alone.',
        ),
    })
    .prefault({}),
  detection: z
    .strictObject({
      staleAfterHours: z
        .int()
        .min(1)
        .max(720)
        .default(26)
        .describe(
          'How long report and audit log may be silent before only SSPR links leave, and how old the last complete pass may be for what it read of people to stand while the directory cannot be asked before a mail.',
        ),
    })
    .prefault({}),
  holdoutPercent: percent.default(0),
  mail: mail.prefault({}),
  waveNotices: waveNotices
    .optional()
    .describe('Who is told before a wave starts: subjects, sender, dates, numbers, and a copy of the first mail.'),
  owners: ownerMailboxes
    .prefault({})
    .describe(
      'Shared mailboxes of those who can mend what keeps a reset from working, and of whoever runs the campaign.',
    ),
  digests: digests.prefault({}),
  retentionDays: z
    .int()
    .min(1)
    .max(3650)
    .default(180)
    .describe('Days after the end of a journey, or after somebody left, until they are forgotten. 31 at the least.'),
});

export type CampaignDocument = z.infer<typeof campaignDocument>;

export type DocumentReading =
  | { readonly valid: true; readonly document: CampaignDocument }
  | { readonly valid: false; readonly faults: readonly Fault[] };

export interface Fault {
  /** Where, as in `cadence.quietHours.from` or `waves[1].groups[0]`. */
  readonly path: string;
  readonly message: string;
}

/** Reads a campaign document; every fault is named at once, each with its path. */
export function readCampaignDocument(json: unknown): DocumentReading {
  const parsed = campaignDocument.safeParse(json);
  return parsed.success ? { valid: true, document: parsed.data } : { valid: false, faults: faultsOf(parsed.error) };
}

/** Every fault of a document by its path. */
export function faultsOf(error: z.ZodError): readonly Fault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: 'is not a field of this document',
    }));
  });
}

/** The rules on who is written to, as the verdict needs them. */
export function audienceOf(document: CampaignDocument): AudiencePolicy {
  const { audience: chosen, sspr: declared, holdoutPercent } = document;
  const { passwordWriteback } = declared;
  return { ...chosen, passwordWriteback, holdoutPercent, timeZone: document.cadence.timeZone };
}

/** What the document cannot tell: what is known by now. */
type KnownByNow = 'reportReadAt' | 'logReading' | 'haltedWaves';

/** The rules on what comes next for somebody, as `decideNextStep` needs them. */
export function cadenceOf(document: CampaignDocument, cloud: Cloud): Omit<CadencePolicy, KnownByNow> {
  const isAnotherWayWanted =
    phonesEnd(cloud, document.sspr.ownTelephonyProvider) && offersEnoughWithoutPhones(document);
  return {
    remindersAfterDays: document.cadence.remindersAfterDays,
    methodsRequired: document.sspr.methodsRequired,
    allowedMethods: document.sspr.allowedMethods,
    scope: document.sspr.scope,
    ssprLinkTo: document.followUp.ssprLinkTo,
    strengthenPhoneOnly: document.followUp.strengthenPhoneOnly && isAnotherWayWanted,
    tellManagerAfterReminders: document.followUp.tellManagerAfterReminders,
    phonesEnd: isAnotherWayWanted,
    staleAfterHours: document.detection.staleAfterHours,
    timeZone: document.cadence.timeZone,
    audience: audienceOf(document),
  };
}

/** Where the methods that count are too few without the phones, nobody can add what they lack. */
function offersEnoughWithoutPhones({ sspr: { allowedMethods, methodsRequired } }: CampaignDocument): boolean {
  const others = allowedMethods?.filter((method) => !isPhone(method));
  return others === undefined || others.length >= methodsRequired;
}

/** White text stands on the brand colour in every mail. */
function refuseUnreadable(color: string, context: z.RefinementCtx): void {
  const check = checkBrandColor(color);
  if (check.ok) return;
  context.addIssue({
    code: 'custom',
    message: `is too light for white text on it; the nearest that can be read is ${check.nearest}`,
  });
}

/** A wave is known by its id, which is made of the letters and digits of its name. */
function refuseSameWave(all: readonly { readonly name: string }[], context: z.RefinementCtx): void {
  const ids = all.map(({ name }) => waveIdOf(name));
  for (const [i, id] of ids.entries()) {
    const first = ids.indexOf(id);
    if (id !== '' && first === i) continue;
    const message =
      id === ''
        ? 'has neither a letter nor a digit to know it by'
        : `is the same wave as ${JSON.stringify(all[first]!.name)}: only letters and digits tell waves apart, not case or accents`;
    context.addIssue({ code: 'custom', path: [i, 'name'], message });
  }
}

const whyNotShown: Readonly<Record<Extract<ReturnType<typeof readLogo>, { ok: false }>['because'], string>> = {
  notAPicture: 'is neither a PNG nor a JPEG as a data URI: data:image/png;base64,…',
  tooLarge: 'is larger than 20 KB, which every single mail would carry: make it smaller',
  badDimensions: 'is wider or higher than 2,000 pixels, or empty',
};

function refuseUnshowable(dataUri: string, context: z.RefinementCtx): void {
  const reading = readLogo(dataUri);
  if (!reading.ok) context.addIssue({ code: 'custom', message: whyNotShown[reading.because] });
}

/** English for all would be the quiet alternative. */
function missingLocale(wanted: unknown): string {
  const nearest = typeof wanted === 'string' ? chooseLocale({ preferredLanguage: wanted }, mailLocales, '').locale : '';
  const advice = nearest === '' ? '' : `; the nearest is ${nearest}`;
  return `is none of the languages that mails are written in (${mailLocales.join(', ')})${advice}`;
}

/** How a fault names a place in a document: `waves[0].name`. */
export const pathOf = (path: readonly PropertyKey[]): string => z.core.toDotPath([...path]) || '(document)';
