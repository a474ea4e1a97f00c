import { z } from 'zod';
import type { Subscription } from '../../tenant/tenant-facts.ts';
import { rowsIn } from './graph-probe.ts';
import { objectId } from './graph-values.ts';

const skus = z.array(
  z.object({
    capabilityStatus: z.string(),
    consumedUnits: z.int().nullish(),
    servicePlans: z.array(z.object({ servicePlanId: objectId })),
  }),
);

/** The subscriptions in force that an answer of `/subscribedSkus` names. Throws for any other answer. */
export const subscriptionsIn = (body: unknown): readonly Subscription[] =>
  skus
    .parse(rowsIn(body))
    .filter(({ capabilityStatus }) => capabilityStatus === 'Enabled' || capabilityStatus === 'Warning')
    .map(({ servicePlans, consumedUnits }) => ({
      servicePlans: servicePlans.map(({ servicePlanId }) => servicePlanId.toLowerCase()),
      consumedUnits: consumedUnits ?? undefined,
    }));

/** Their service plans. */
export const servicePlansIn = (body: unknown): readonly string[] =>
  subscriptionsIn(body).flatMap(({ servicePlans }) => servicePlans);
