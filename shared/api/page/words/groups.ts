import { html, type Html } from '../../../email/html.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** How a group is looked for. */
export const groupWords = byLanguage({
  title: inBoth('Find a group by its name', 'Sök en grupp efter namn'),
  beginning: inBoth('The beginning of its name', 'Början av namnet'),
  find: inBoth('Find groups', 'Sök grupper'),
  notGranted: inBoth(
    (permission: Html) => html`Unknown: the app may not read groups (${permission}). Name the group by its object id.`,
    (permission) => html`Okänt: appen får inte läsa grupper (${permission}). Ange gruppens objekt-id i stället.`,
  ),
  none: inBoth('No group has a name that begins so.', 'Ingen grupp har ett namn som börjar så.'),
  add: inBoth('Add', 'Lägg till'),
});
