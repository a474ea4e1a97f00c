import { z } from 'zod';
import { placeKinds } from '../campaign/place.ts';
import { mailLocales } from '../email/mail-locales.ts';
import type { WantedPeople } from '../use-cases/read-lists.ts';
import type { ListedPerson } from './page/people-list.ts';
import { stepLabelOf } from '../delivery/steps.ts';

const kind = z.enum(placeKinds);

/** Which people a list holds: closed words and ids alone, since addresses of the API get into telemetry. */
export const peopleFilter = z.object({
  place: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(kind).min(1).max(placeKinds.length))
    .optional()
    .describe(`One or more of ${placeKinds.join(', ')}, joined by commas.`),
  reason: z
    .string()
    .regex(/^\w{1,60}$/, 'is no reason')
    .optional()
    .describe('Of those who are leftOut or ended.'),
  wave: z.string().max(200).optional().describe('The wave that has enrolled them.'),
  language: z.enum(mailLocales).optional().describe('The language of their mails.'),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'is no code of two letters')
    .optional()
    .describe('Their usage location.'),
  domain: z
    .string()
    .regex(/^[\w.-]{1,253}$/, 'is no domain')
    .optional()
    .describe('The domain of their sign-in name.'),
  synchronised: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .describe('Whether the account is synchronised from on-premises.'),
});

export const wantedIn = ({ place, ...wanted }: z.output<typeof peopleFilter>): WantedPeople => ({
  ...wanted,
  places: place,
});

export const listedPersonShape = z.object({
  userId: z.string(),
  displayName: z.string(),
  userPrincipalName: z.string().optional(),
  place: z.enum(placeKinds).optional(),
  because: z.string().optional(),
  lastMail: z.string().optional(),
  lastMailAt: z.iso.datetime().optional(),
  nextMail: z.string().optional(),
  nextMailAt: z.iso.datetime().optional(),
});

export const listedColumns = Object.keys(listedPersonShape.shape);

/** One line of a list, for the API and for CSV. */
export const describeListed = ({ userId, name, signInName, place, lastMail, nextMail }: ListedPerson) => ({
  userId,
  displayName: name,
  userPrincipalName: signInName,
  place: place.kind,
  because: 'because' in place ? place.because : undefined,
  lastMail: lastMail && stepLabelOf(lastMail.step),
  lastMailAt: lastMail?.at,
  nextMail: nextMail && stepLabelOf(nextMail.step),
  nextMailAt: nextMail?.at,
});
