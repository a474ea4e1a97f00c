import { defaultQualifyingServicePlans, defaultQualifyingSkus, type AudiencePolicy } from './audience.ts';
import type { DirectoryUser } from './directory-user.ts';
import { deviceSkus, officeSkus } from './sku-ids.ts';

type Licences = Pick<
  DirectoryUser,
  'servicePlanIds' | 'gracePlanIds' | 'skuIds' | 'hasLapsedPlans' | 'onPremisesSyncEnabled'
>;
type LicenceRules = Pick<AudiencePolicy, 'qualifyingServicePlans' | 'qualifyingSkus' | 'acceptOfficeLicences'>;

/** What covers a reset: a service plan, a licence that is known by its SKU, or an Office licence by Microsoft's older text. */
export type LicenceGround = 'servicePlan' | 'sku' | 'officeLicence';

/** What covers a reset of this account, the strongest ground first; undefined where nothing does. */
export function licenceGround(user: Licences, rules: LicenceRules): LicenceGround | undefined {
  const kind = user.onPremisesSyncEnabled ? 'synchronised' : 'cloudOnly';
  const { qualifyingServicePlans: plans, qualifyingSkus: skus = 'default' } = rules;
  if (intersects(user.servicePlanIds, (plans === 'default' ? defaultQualifyingServicePlans : plans)[kind]))
    return 'servicePlan';
  if (!isInForce(user)) return undefined;
  if (intersects(user.skuIds, (skus === 'default' ? defaultQualifyingSkus : skus)[kind])) return 'sku';
  return rules.acceptOfficeLicences && holdsOfficeLicence(user) ? 'officeLicence' : undefined;
}

/**
 * Whether an Office licence is the most that this account has. A synchronised password needs writeback, which no Office
 * licence ever included.
 */
export const wouldNeedOfficeLicence = (user: Licences, rules: LicenceRules): boolean =>
  isInForce(user) && holdsOfficeLicence(user) && !hasGroundBeside(user, rules);

const hasGroundBeside = (user: Licences, rules: LicenceRules): boolean =>
  licenceGround(user, { ...rules, acceptOfficeLicences: false }) !== undefined;

const holdsOfficeLicence = ({ skuIds, onPremisesSyncEnabled }: Licences): boolean =>
  !onPremisesSyncEnabled && intersects(skuIds, officeSkus);

/** Whether a reset is covered by plans only that are in their grace period, and ends with it. */
export function hangsOnGracePeriod(user: Licences, rules: LicenceRules): boolean {
  if (user.gracePlanIds.length === 0 || licenceGround(user, rules) === undefined) return false;
  const servicePlanIds = user.servicePlanIds.filter((id) => !user.gracePlanIds.includes(id));
  return licenceGround({ ...user, servicePlanIds, hasLapsedPlans: true }, rules) === undefined;
}

/** Whether the account is a room's or a shared device's. */
export const isDevice = ({ skuIds }: Licences): boolean => intersects(skuIds, deviceSkus);

/**
 * Graph gives the state of each service plan, not of a licence: one whose plans have all lapsed is over. A licence that was
 * assigned a moment ago has no plans yet. https://learn.microsoft.com/graph/api/resources/assignedplan
 */
const isInForce = ({ servicePlanIds, hasLapsedPlans }: Licences): boolean =>
  servicePlanIds.length > 0 || !hasLapsedPlans;

const intersects = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));
