import { exclusions } from '../recipient/exclusion.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { judgeReadiness } from '../registration/readiness.ts';
import { standingOf, type Registration } from '../registration/registration.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { holds } from './reasons-against.ts';
import { climbToServer } from './server-rungs.ts';
import { plainText } from './plain-text.ts';
import { failed, passed, unclear, unread, type Rung, type RungId } from './rung.ts';
import { judgeLastAttempt } from './last-attempt.ts';
import { judgeProtection, judgeWriteback } from './writeback-rungs.ts';

/** Every rung from what people have seen to the last attempt. Pure; whatever could not be read is unknown. */
export function climb(facts: DiagnosisFacts): readonly Rung[] {
  const state = [
    judgeDirectory(facts),
    ofUser(facts, 'account', judgeAccount),
    ofUser(facts, 'homeTenant', judgeHomeTenant),
    ofUser(facts, 'licence', judgeLicence),
    ofRegistration(facts, 'scope', judgeScope),
    ofRegistration(facts, 'twoGatePolicy', judgeTwoGatePolicy),
    ofRegistration(facts, 'methods', judgeMethods),
    ofUser(facts, 'writeback', judgeWriteback),
    ofUser(facts, 'onPremisesProtection', judgeProtection),
  ];
  return [...climbToServer(facts), ...state, judgeLastAttempt(facts, state)];
}

function judgeDirectory({ user }: DiagnosisFacts): Rung {
  if (user.kind === 'unread') return unread('directory', 'directory', user);
  if (user.value) return passed('directory', 'directory', 'The account is there.');
  return failed('directory', 'directory', 'notInDirectory', 'The directory has no account of this id.');
}

function ofUser(facts: DiagnosisFacts, id: RungId, judge: (user: DirectoryUser, facts: DiagnosisFacts) => Rung): Rung {
  const { user } = facts;
  if (user.kind === 'unread') return unread(id, 'directory', user);
  if (user.value) return judge(user.value, facts);
  return unclear(id, 'directory', 'There is no account to look at.', 'Restore the account first.');
}

function judgeAccount({ accountEnabled }: DirectoryUser): Rung {
  if (accountEnabled) return passed('account', 'directory', 'accountEnabled is true.');
  return failed('account', 'directory', 'accountDisabled', 'accountEnabled is false.');
}

function judgeHomeTenant({ userType }: DirectoryUser): Rung {
  if (userType === 'member') return passed('homeTenant', 'directory', 'userType is member.');
  return failed('homeTenant', 'directory', 'guest', 'userType is guest.');
}

/** By the same rules as the verdict: `audience.requireLicence` and `audience.qualifyingServicePlans`. */
function judgeLicence(user: DirectoryUser, facts: DiagnosisFacts): Rung {
  if (!facts.audience.requireLicence)
    return passed('licence', 'campaignDocument', 'audience.requireLicence is off: licences are not looked at.');
  const seen = `${user.servicePlanIds.length} service plans are enabled; the account is ${kindOf(user)}.`;
  if (!holds('noQualifyingLicence', user, facts))
    return passed('licence', 'directory', `${seen} One of them covers a reset.`);
  return failed('licence', 'directory', 'noLicence', `${seen} ${exclusions.noQualifyingLicence.text}`);
}

const kindOf = ({ onPremisesSyncEnabled }: DirectoryUser): string =>
  onPremisesSyncEnabled ? 'synchronised' : 'cloud-only';

function ofRegistration(
  facts: DiagnosisFacts,
  id: RungId,
  judge: (registration: Registration, facts: DiagnosisFacts) => Rung,
): Rung {
  const { registration } = facts;
  if (registration.kind === 'unread') return unread(id, 'registrationReport', registration);
  if (registration.value) return judge(registration.value, facts);
  const seen = 'The report has no row: disabled accounts have none, and new ones get theirs within a day.';
  return unclear(id, 'registrationReport', seen, 'Wait for the report, up to a day after the account was enabled.');
}

function judgeScope({ isSsprEnabled }: Registration): Rung {
  if (isSsprEnabled) return passed('scope', 'registrationReport', 'isSsprEnabled is true.');
  return failed('scope', 'registrationReport', 'notInScope', 'isSsprEnabled is false.');
}

/** https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy: the report's `isAdmin` may be wider. */
function judgeTwoGatePolicy(registration: Registration, facts: DiagnosisFacts): Rung {
  if (!registration.isAdmin) return passed('twoGatePolicy', 'registrationReport', 'No admin role is held.');
  const seen = `An admin role is held; ${describe(registration)}`;
  return isReady(registration, facts)
    ? passed('twoGatePolicy', 'registrationReport', `${seen} Both gates can be passed.`)
    : failed('twoGatePolicy', 'registrationReport', 'adminUnderTwoGatePolicy', seen);
}

/** The audit log runs ahead of the report; what is not surely enough is unknown until the report has caught up. */
function judgeMethods(registration: Registration, facts: DiagnosisFacts): Rung {
  const readiness = readinessOf(registration, facts);
  const seen = describe(registration);
  if (standingOf(registration) === 'capable' && readiness.kind === 'capable')
    return passed('methods', 'registrationReport', seen);
  if (readiness.kind === 'capable')
    return passed(
      'methods',
      'auditLog',
      `${seen} The audit log tells of a registration that the report does not show yet.`,
    );
  if (readiness.kind === 'pending') {
    const until = readiness.until.toISOString();
    const changed = `${seen} The audit log tells of a change of security info that the report may not show yet.`;
    return unclear('methods', 'auditLog', changed, `Ask again when the report has caught up, at the latest ${until}.`);
  }
  const { isSsprRegistered, isSsprEnabled, isSsprCapable } = registration;
  if (!isSsprRegistered) return failed('methods', 'registrationReport', 'notRegistered', seen);
  if (isSsprEnabled || isSsprCapable) return failed('methods', 'registrationReport', 'methodsNotAllowed', seen);
  const next = 'Mend the scope first; the report then says whether the methods do.';
  return unclear('methods', 'registrationReport', `${seen} Out of scope, nobody is capable.`, next);
}

const isReady = (registration: Registration, facts: DiagnosisFacts): boolean =>
  readinessOf(registration, facts).kind === 'capable';

const readinessOf = (registration: Registration, { evidence, methodsRequired, now }: DiagnosisFacts) =>
  judgeReadiness({ registration, evidence, reportReadAt: now }, methodsRequired);

function describe({ isSsprRegistered, isSsprCapable, methodsRegistered }: Registration): string {
  const methods = methodsRegistered.length === 0 ? 'no methods' : plainText(methodsRegistered.join(', '));
  return `isSsprRegistered is ${isSsprRegistered}, isSsprCapable is ${isSsprCapable}, registered: ${methods}.`;
}
