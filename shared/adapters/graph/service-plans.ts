import { z } from 'zod';
import { rowsIn } from './graph-probe.ts';
import { objectId } from './graph-values.ts';

const skus = z.array(
  z.object({ capabilityStatus: z.string(), servicePlans: z.array(z.object({ servicePlanId: objectId })) }),
);

/** The service plans of all subscriptions in force that an answer of `/subscribedSkus` names. Throws for any other answer. */
export const servicePlansIn = (body: unknown): readonly string[] =>
  skus
    .parse(rowsIn(body))
    .filter(({ capabilityStatus }) => capabilityStatus === 'Enabled' || capabilityStatus === 'Warning')
    .flatMap(({ servicePlans }) => servicePlans.map(({ servicePlanId }) => servicePlanId.toLowerCase()));
