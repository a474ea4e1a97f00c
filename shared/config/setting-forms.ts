import { z } from 'zod';
import { isAddress } from '../recipient/address.ts';
import { isSafeTransport } from './loopback.ts';
import { isSchedule } from './ncrontab.ts';

/** The forms that app settings have. Their messages complete "SETTING …" and say what to do. */

export const bareAddress = z
  .string()
  .refine(isAddress, 'is not a bare address such as sspr@contoso.com: leave out the display name');

const mostAddresses = 20;

/** Addresses with commas between them. */
export const bareAddresses = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every(isAddress), 'is not a list of bare addresses such as soc@example.com,help@example.com')
  .refine((all) => all.length <= mostAddresses, `names more than ${mostAddresses} addresses`);

/** As Azure writes `WEBSITE_HOSTNAME`; a development host adds its port. */
export const host = z.string().regex(/^[a-z0-9.-]+(:\d{1,5})?$/i, 'is not a host such as contoso.azurewebsites.net');

/** Stands in the example for what everybody has to fill in. */
const nobody = '00000000-0000-0000-0000-000000000000';
const isSomebody = (text: string): boolean => text !== nobody;
const stillNobody = 'still has the zeros of the example: put your own id there';

export const guid = z
  .guid('is not a GUID such as 9f2b1c3d-0000-4000-8000-000000000001')
  .refine(isSomebody, stillNobody)
  .transform((text) => text.toLowerCase());

export const audienceId = z.string().regex(/^\S+$/, 'has blanks in it').refine(isSomebody, stillNobody);

/** In any case: Azure's templates write `True`. */
export const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], 'is neither true nor false'))
  .transform((text) => text === 'true');

/** What takes a second operator. */
export const twoOperators = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['prepopulation', 'none'], 'is neither prepopulation nor none'));

/** From a quarter of a year, so that a slip leaves no tenant without a trail, to ten years. */
export const retentionDays = z
  .string()
  .regex(/^\d+$/, 'is not a number of days: 90 to 3650')
  .transform(Number)
  .refine((days) => days >= 90 && days <= 3_650, 'is not a number of days: 90 to 3650');

export const schedule = z
  .string()
  .refine(isSchedule, 'is no schedule such as "0 */5 * * * *": second minute hour day month weekday');

/** The origin of a service: a URL without a path. Plain http is for a loopback address only. */
export const endpoint = z
  .string()
  .refine(isOrigin, 'is not the address of a service such as https://graph.microsoft.com: leave out any path')
  .refine(isSafe, 'must begin with https:// (http is for loopback addresses only)')
  .transform((text) => new URL(text).origin);

/** The URI of a storage service; like an endpoint, but an emulator's has a path. */
export const serviceUri = z
  .string()
  .refine((text) => URL.canParse(text), 'is not a URI such as https://account.table.core.windows.net')
  .refine(isSafe, 'must begin with https:// (http is for loopback addresses only)');

export const storageAccountName = z
  .string()
  .regex(/^[a-z0-9]{3,24}$/, 'is not the name of a storage account: 3 to 24 lower-case letters and digits');

/** A storage connection string. Endpoints in it are held to the same rule; its key is never looked at. */
export const storageConnectionString = z
  .string()
  .refine(
    namesAccount,
    'is not a storage connection string: copy it from the account, or use the __tableServiceUri form',
  )
  .refine(hasSafeEndpoints, 'has an http endpoint: http is for loopback addresses only');

export const emailConnectionString = z
  .string()
  .regex(/^endpoint=[^;]+;accesskey=.+$/i, 'is not of the form endpoint=https://….communication.azure.com/;accesskey=…')
  .refine(
    (text) => URL.canParse(endpointIn(text)),
    'has an endpoint that is no address such as https://….communication.azure.com',
  )
  .refine(
    (text) => isSafe(endpointIn(text)),
    'has an endpoint that is not https (http is for loopback addresses only)',
  );

/** A path, or a web address; both are only checked for form, the campaign source does the reading. */
export const documentLocation = z
  .string()
  .refine((text) => !/^\w{2,}:/.test(text) || isSafe(text), 'is neither a path nor an https address');

/** The service that an email connection string names. */
export const endpointIn = (connectionString: string): string => /endpoint=([^;]+)/i.exec(connectionString)?.[1] ?? '';

function isSafe(text: string): boolean {
  return !URL.canParse(text) || isSafeTransport(new URL(text));
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { pathname, search, hash, username, origin } = new URL(text);
  return origin !== 'null' && pathname === '/' && `${search}${hash}${username}` === '';
}

/** Whether a storage connection string means the emulator on this machine. */
export const isEmulator = (connectionString: string): boolean =>
  /(^|;)UseDevelopmentStorage=true(;|$)/i.test(connectionString);

function namesAccount(text: string): boolean {
  return isEmulator(text) || /(^|;)(AccountName|TableEndpoint)=[^;]+/i.test(text);
}

function hasSafeEndpoints(text: string): boolean {
  const endpoints = [...text.matchAll(/\w+Endpoint=([^;]+)/gi)].map((match) => match[1]!);
  const hasPlainDefault = /(^|;)DefaultEndpointsProtocol=http(;|$)/i.test(text) && !/TableEndpoint=/i.test(text);
  return endpoints.every(isSafe) && !hasPlainDefault;
}
