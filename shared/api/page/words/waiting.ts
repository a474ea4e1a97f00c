import { byLanguage, inBoth } from './in-both.ts';

/** Who is neither able to reset nor written to, and who can mend it. */
export const waitingWords = byLanguage({
  title: inBoth('Who waits for whom', 'Vem väntar på vem'),
  nobody: inBoth('Nobody needs something else first.', 'Ingen behöver något annat först.'),
  all: inBoth('All', 'Alla'),
  who: inBoth('Who can mend it', 'Vem kan åtgärda det'),
  missing: inBoth('Missing', 'Saknas'),
  people: inBoth('People', 'Personer'),
});

/** Who can mend what keeps somebody from registering, in the order of the table. */
export const waiterWords = byLanguage({
  licences: inBoth('Licence admins', 'De som tilldelar licenser'),
  entra: inBoth('Entra ID admins', 'De som administrerar Entra ID'),
  activeDirectory: inBoth(
    'Active Directory and Entra Connect admins',
    'De som administrerar Active Directory och Entra Connect',
  ),
  mailboxes: inBoth('Mailbox admins', 'De som administrerar brevlådor'),
  managers: inBoth('Managers and the help desk', 'Chefer och supporten'),
  you: inBoth('You: the campaign', 'Du: kampanjen'),
  time: inBoth('Nobody: it takes time', 'Ingen: det tar tid'),
  nobody: inBoth('Nobody', 'Ingen'),
});

export type Waiter = keyof typeof waiterWords.en;
