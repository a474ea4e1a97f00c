import { checkIds, type CheckId } from '../../../preflight/check.ts';
import { inBoth, type InBoth } from './in-both.ts';

type NameOf = Readonly<Record<CheckId, string>>;

/** What is checked; in English it is called as in the API. */
export const checkNames: InBoth<NameOf> = inBoth<NameOf>(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every check has its name
  Object.fromEntries(checkIds.map((id) => [id, id])) as NameOf,
  {
    'campaign document': 'kampanjdokumentet',
    'permission: read users': 'behörighet: läsa användare',
    'permission: read the registration report': 'behörighet: läsa registreringsrapporten',
    'permission: read the audit log': 'behörighet: läsa granskningsloggen',
    'permission: read group members': 'behörighet: läsa gruppmedlemmar',
    'permission: read methods of people': 'behörighet: läsa personers metoder',
    'permission: read admin roles': 'behörighet: läsa administratörsroller',
    'permission: read what mailboxes are for': 'behörighet: läsa vad brevlådor är till för',
    'premium licence': 'premiumlicens',
    groups: 'grupper',
    lists: 'listor',
    'SSPR scope': 'omfattning av SSPR',
    'password writeback': 'tillbakaskrivning av lösenord',
    domains: 'domäner',
    'methods policy': 'princip för autentiseringsmetoder',
    'Entra registration campaign': 'registreringskampanj i Entra',
    'reset by admins': 'återställning av administratörer',
    licences: 'licenser',
    'licence grace period': 'respitperiod för licenser',
    'unreadable rows': 'rader som inte går att läsa',
    sender: 'avsändare',
    'sender domain': 'avsändardomän',
    'mail service': 'e-posttjänst',
    replies: 'svar',
    'methods that end': 'metoder som upphör',
    administrators: 'administratörer',
    notices: 'meddelanden',
    owners: 'ansvariga',
    quota: 'kvot',
    'queues and tables': 'köer och tabeller',
    'stored rows': 'lagrade rader',
    'full pass': 'fullständig genomgång',
    detection: 'upptäckt av registreringar',
    'log of resets': 'logg över återställningar',
    clock: 'klocka',
    switches: 'provkörning och paus',
  },
);
