import { pageOperations } from '../shared/api/page-operations.ts';
import { unreadablePage } from '../shared/api/page/unreadable-page.ts';
import { documentPage } from '../shared/api/page/document-page.ts';
import { forbidden } from '../shared/api/roles.ts';
import { adminRoute } from './admin-route.ts';
import { openPage } from './page-shell.ts';
import { showView } from './page-views.ts';
import { asText } from './page-document.ts';

/** The page, at any of its paths. */
export const onShowPage = adminRoute(pageOperations.showPage, async ({ params, query }, run, caller) => {
  const path = params['path'] ?? '';
  const page = await openPage(path, run, caller);
  if (!('unreadable' in page)) return showView(page, query, forbidden);
  const { document, faults } = page.unreadable;
  const stored = typeof document === 'object' && document !== null ? document : {};
  return path === 'setup/document'
    ? documentPage(page.shell, { ...asText(stored), faults })
    : unreadablePage(page.shell, faults);
});
