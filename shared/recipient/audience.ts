import type { WritebackSwitch } from '../tenant/tenant-facts.ts';
import { businessStandardSkus } from './sku-ids.ts';

/** The lists by which a campaign document names people: what the directory says of their place in the organisation. */
export const attributeLists = ['departments', 'companies', 'countries', 'employeeTypes', 'domains'] as const;

export type AttributeList = (typeof attributeLists)[number];

/** The values that a document names. An empty list names nobody in particular. */
export type AttributeLists = Partial<Readonly<Record<AttributeList, readonly string[]>>>;

/**
 * Whom the campaign is for: `audience` and the parts of `sspr` of the campaign document that the verdict needs, with what
 * is known of the tenant beside them.
 */
export interface AudiencePolicy extends AttributeLists {
  readonly includeGroups: readonly string[];
  readonly excludeGroups: readonly string[];
  /** Names of uploaded lists. */
  readonly includeLists?: readonly string[];
  readonly excludeLists?: readonly string[];
  /** Whoever has one of these values is left out. */
  readonly exclude?: AttributeLists;
  /** Groups of synchronised accounts that are protected on-premises: Graph does not tell who is. */
  readonly onPremisesProtectedGroups?: readonly string[];
  readonly guests: boolean;
  readonly admins: 'exclude' | 'include';
  readonly requireLicence: boolean;
  readonly qualifyingServicePlans: 'default' | QualifyingIds;
  /** Licences that cover a reset though none of their service plans does. */
  readonly qualifyingSkus?: 'default' | QualifyingIds;
  /** Microsoft's older text, by which any paid Office licence covers a reset of a cloud-only account. */
  readonly acceptOfficeLicences?: boolean;
  readonly skipInactiveForDays: number;
  readonly addressFallback: readonly AddressFallback[];
  readonly passwordWriteback: 'enabled' | 'disabled' | 'unknown';
  readonly holdoutPercent: number;
  /** Domains whose passwords live with another identity provider; absent while they could not be read. */
  readonly federatedDomains?: readonly string[] | undefined;
  /** The last switch of password writeback that was seen: it goes before what is declared. */
  readonly writebackSwitch?: WritebackSwitch | undefined;
  /** By whose clock somebody's first day begins where the directory does not say in which country they are. */
  readonly timeZone?: string;
}

export type AddressFallback = 'otherMails' | 'userPrincipalName';

/** Ids of service plans or SKUs that license a password reset, for accounts of each kind. */
export interface QualifyingIds {
  readonly cloudOnly: readonly string[];
  readonly synchronised: readonly string[];
}

/**
 * Entra ID P1 and P2 license a reset for everyone. A synchronised password also needs writeback, which the other plans
 * do not include; cloud-only accounts may hold any of them.
 *
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-licensing
 */
export const defaultQualifyingServicePlans: QualifyingIds = {
  cloudOnly: [
    '41781fb2-bc02-4b7c-bd55-b576c07bb09d', // AAD_PREMIUM (Entra ID P1)
    'eec0eb4f-6444-4f95-aba0-50c24d67f998', // AAD_PREMIUM_P2
    'c4da7f8a-5ee2-4c99-a7e1-87d2df57f6fe', // AAD_BASIC
    '1d0f309f-fdf9-4b2a-9ae7-9c48b91f1426', // AAD_BASIC_EDU
    '3a3976ce-de18-4a87-a78e-5e9245e252df', // AAD_EDU
    'de377cbc-0019-4ec2-b77c-3f223947e102', // AAD_SMB
  ],
  synchronised: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'],
};

/** By SKU, since none of their plans tells: cloud-only accounts only, as writeback is in none of them. */
export const defaultQualifyingSkus: QualifyingIds = { cloudOnly: businessStandardSkus, synchronised: [] };
