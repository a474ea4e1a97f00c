import { renderTroubleDigest, type RenderedMail, type TroubleDigestFacts } from './mail.ts';
import type { OrganisationFacts } from './mail-facts.ts';
import { madeUpFacts } from './preview.ts';

const someTrouble: TroubleDigestFacts = {
  owner: 'Whoever runs Entra Connect or cloud sync',
  path: 'owners.hybridAdmin',
  people: 12,
  peopleBefore: 11,
  isFirst: false,
  moved: { came: 3, left: 2 },
  causes: [
    { meaning: 'The password is managed on-premises, and password writeback is off (SSPR_0010).', people: 9, came: 2 },
    { meaning: 'The keys or the configuration of writeback on the server are broken.', people: 3, came: 1 },
  ],
  newPeople: undefined,
  listAt: 'sspr-contoso.azurewebsites.net/api/dashboard/trouble?owner=hybridAdmin',
};

/** The mails to the mailboxes of `owners`, each once, with made-up facts about nobody. */
export const ownerMails: Readonly<Record<string, (organisation: OrganisationFacts) => RenderedMail>> = {
  'trouble-digest': (organisation) => renderTroubleDigest({ ...madeUpFacts, organisation }, someTrouble),
  'trouble-digest-named': (organisation) =>
    renderTroubleDigest(
      { ...madeUpFacts, organisation },
      { ...someTrouble, isFirst: true, newPeople: { names: ['Sam Berg', 'Noor Haddad', 'Kim Larsen'], more: 9 } },
    ),
  'trouble-digest-over': (organisation) =>
    renderTroubleDigest(
      { ...madeUpFacts, organisation },
      { ...someTrouble, people: 0, peopleBefore: 2, moved: { came: 0, left: 2 }, causes: [], listAt: undefined },
    ),
};
