import { describe, expect, it } from 'vitest';
import { forms } from '../../functions/page-forms.ts';
import { views } from '../../functions/page-views.ts';
import { operations } from '../../shared/api/open-api.ts';
import { mayAct, roles } from '../../shared/api/roles.ts';
import { routes } from '../../shared/api/routes.ts';

/** What asks whether the app is up, and what the pages themselves are. */
const notOnThePage = ['health', 'showPage', 'changeByPage'];

describe('page and API', () => {
  it('can the same: whatever a page shows or does is an operation, and every operation is on some page', () => {
    const used = new Set([...views.flatMap(({ shows }) => shows), ...forms.flatMap(({ does }) => does)]);
    const known = operations.map(({ name }) => name).filter((name) => !notOnThePage.includes(name));
    expect([...used].toSorted()).toEqual(known.toSorted());
  });

  it.each(forms.map((form) => [form.path.join('/'), form] as const))(
    'whoever may send the form %s may do the same by the API, and no other',
    (_, { role, does }) => {
      const needed = does.map((name) => routes[name].role!);
      expect(needed.some((one) => mayAct([roles[role]], one))).toBe(true);
      expect(needed).toContain(role);
    },
  );
});
