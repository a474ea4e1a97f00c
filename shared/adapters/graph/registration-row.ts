import { z } from 'zod';
import type { ReportRow } from '../../ports/registration-report.ts';
import { objectId } from './graph-values.ts';

/**
 * What is read of a row of the report; every field must be there, since a missing flag is neither yes nor no.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
export const registrationRow = z.object({
  id: objectId,
  isSsprEnabled: z.boolean(),
  isSsprRegistered: z.boolean(),
  isSsprCapable: z.boolean(),
  isAdmin: z.boolean(),
  methodsRegistered: z.array(z.string()),
});

type RegistrationRow = z.infer<typeof registrationRow>;

export function reportRowOf(row: RegistrationRow): ReportRow {
  const { id, isSsprEnabled, isSsprRegistered, isSsprCapable, isAdmin, methodsRegistered } = row;
  return {
    userId: id.toLowerCase(),
    registration: { isSsprEnabled, isSsprRegistered, isSsprCapable, isAdmin, methodsRegistered },
  };
}
