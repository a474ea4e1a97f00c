import type { DriftCause } from '../registration/mass-drift.ts';

interface DriftWords {
  /** What was changed, most likely. */
  readonly meaning: string;
  /** Where to look, in this order. */
  readonly lookAt: readonly string[];
}

/**
 * What stands behind a mass drift, by what most of its people lack.
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage
 */
export const driftWords: Readonly<Record<DriftCause, DriftWords>> = {
  notInScope: {
    meaning:
      'They are no longer in the scope of SSPR: it was set to nobody or to another group, or they left that group.',
    lookAt: [
      'Password reset > Properties: for whom it is enabled',
      'the members of the group that is chosen there, and the rule of a dynamic group',
      'the audit log of Entra ID, category Policy',
    ],
  },
  methodsNotAllowed: {
    meaning: 'What they registered is no longer enough: a method was switched off, or more methods are required.',
    lookAt: [
      'Authentication methods > Policies: which methods are on, and for whom',
      'Password reset > Authentication methods: how many are required, and which count',
      'Authentication methods > Manage migration, where the migration was ended',
      'the audit log of Entra ID, category Policy',
    ],
  },
  notRegistered: {
    meaning: 'Their security info is gone: it was deleted, or a method that was all they had is no longer reported.',
    lookAt: [
      'the audit log of Entra ID: "Admin deleted security info", and by whom',
      'scripts and provisioning that write phone numbers and other mail addresses',
      'Authentication methods > Policies: which methods are on, and for whom',
    ],
  },
};
