import { pageOperations } from '../shared/api/page-operations.ts';
import { unreadablePage } from '../shared/api/page/unreadable-page.ts';
import { documentPage } from '../shared/api/page/document-page.ts';
import { switchLanguage } from '../shared/api/page/page-frame.ts';
import { languageIn, languageName } from '../shared/api/page/page-language.ts';
import { forbidden } from '../shared/api/roles.ts';
import { adminRoute } from './admin-route.ts';
import { openPage } from './page-shell.ts';
import { showView } from './page-views.ts';
import { asText } from './page-document.ts';

/** The page, at any of its paths. */
export const onShowPage = adminRoute(pageOperations.showPage, async ({ params, query: asked, header }, run, caller) => {
  const path = params['path'] ?? '';
  const { [languageName]: wanted, ...query } = asked;
  const language = languageIn(wanted);
  if (language !== undefined) return switchLanguage(language, path, query, header);
  const page = await openPage(path, run, caller, { header, query });
  if (!('unreadable' in page)) return showView(page, query, forbidden);
  const { document, faults } = page.unreadable;
  const stored = typeof document === 'object' && document !== null ? document : {};
  return path === 'setup/document'
    ? documentPage(page.shell, { ...asText(stored), faults })
    : unreadablePage(page.shell, faults);
});
