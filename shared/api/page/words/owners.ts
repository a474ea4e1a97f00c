import { owners, type Owner } from '../../../diagnosis/owner.ts';
import { inBoth } from './in-both.ts';

/** Who can mend a cause. */
export const ownerWords = inBoth<Readonly<Record<Owner, string>>>(owners, {
  person: 'Personen själv',
  helpDesk: 'Supporten',
  identityAdmin: 'Den som administrerar Entra ID: principen för lösenordsåterställning, grupper och konton',
  licenceAdmin: 'Den som tilldelar licenser',
  hybridAdmin: 'Den som ansvarar för Entra Connect eller molnsynkronisering',
  activeDirectoryAdmin: 'Den som administrerar lokala Active Directory',
  networkAdmin: 'Den som ansvarar för brandväggar och proxyservrar',
  homeTenant: 'Organisationen som gästen kommer från',
});
