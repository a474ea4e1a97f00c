import {
  contactsAskedPage,
  contactsDonePage,
  contactsPage,
  contactsPlanPage,
} from '../../shared/api/page/contacts-page.ts';
import type { PageShell } from '../../shared/api/page/page-frame.ts';
import { listPage, listPlanPage, listsPage } from '../../shared/api/page/lists-page.ts';
import type { DescribedList } from '../../shared/api/list-answer.ts';
import type { Answer } from '../../shared/api/problem.ts';
import { after, now } from './instants.ts';
import { personId } from './people.ts';

const confirm = 'c'.repeat(32);

const setting = { isSwitchedOff: false, isDryRun: false, needsTwoOperators: true } as const;
const switchedOff = { ...setting, isSwitchedOff: true };

const rows = (outcome: 'add' | 'added', rest: 'otherThere' | 'notReached') =>
  [
    { kind: 'methods', row: 2, userId: personId(1), methods: { mobilePhone: outcome, alternateMobilePhone: rest } },
    { kind: 'methods', row: 3, userId: personId(2), methods: { email: 'ownMailbox', mobilePhone: 'sameThere' } },
    { kind: 'skipped', row: 4, userId: personId(3), because: 'adminUnderTwoGatePolicy' },
    { kind: 'skipped', row: 5, userId: undefined, because: 'unknownUser' },
  ] as const;

const aFaultyRow = { kind: 'faulty', row: 6, faults: [{ column: 'mobilePhone', message: 'is too short' }] } as const;

/** The pages of what is uploaded, in a state that shows as much as they can. */
export const filePages = (hostile: string, aShell: () => PageShell): readonly (readonly [string, () => Answer])[] => {
  const list = {
    name: 'works-council',
    people: 1_204,
    changedAt: after({ days: -3 }),
    changedBy: personId(9),
    namedIn: ['excludeLists'],
  } satisfies DescribedList;
  return [
    ['contacts', () => contactsPage(aShell(), setting)],
    ['contacts-off', () => contactsPage(aShell(), switchedOff)],
    ['contacts-faulty', () => contactsPage(aShell(), setting, [{ path: 'row 1', message: hostile }])],
    [
      'contacts-plan',
      () => contactsPlanPage(aShell(), { kind: 'dryRun', rows: rows('add', 'otherThere'), confirm }, setting),
    ],
    [
      'contacts-plan-faulty',
      () => contactsPlanPage(aShell(), { kind: 'dryRun', rows: [aFaultyRow], confirm: undefined }, setting),
    ],
    [
      'contacts-asked',
      () =>
        contactsAskedPage(aShell(), {
          kind: 'approvalAsked',
          approval: confirm,
          askedBy: personId(9),
          expiresAt: after({ days: 1 }),
        }),
    ],
    [
      'contacts-done',
      () =>
        contactsDonePage(
          aShell(),
          { kind: 'done', rows: rows('added', 'notReached'), retryAfterSeconds: 60 },
          { confirm },
        ),
    ],
    [
      'lists',
      () =>
        listsPage(aShell(), {
          lists: [list, { ...list, name: 'pilot-people', people: 1, namedIn: [] }],
          missing: ['on-leave'],
          unreadable: ['board'],
          done: 'replaced',
        }),
    ],
    ['lists-none', () => listsPage(aShell(), { lists: [], missing: [], unreadable: [] })],
    ['list', () => listPage(aShell(), { ...list, namedIn: [], changedAt: now })],
    [
      'list-plan',
      () =>
        listPlanPage(aShell(), list.name, {
          userIds: Array.from({ length: 1_236 }, (_, n) => personId(n)),
          rows: Array.from({ length: 120 }, (_, n) => ({ row: n + 2, because: n % 3 === 0 ? 'double' : 'notSeen' })),
          change: { added: 40, removed: 8 },
          confirm,
        }),
    ],
    [
      'list-plan-faulty',
      () =>
        listPlanPage(aShell(), list.name, {
          userIds: [personId(1)],
          rows: [{ row: 3, because: 'noId' }],
          change: undefined,
          confirm: undefined,
        }),
    ],
  ];
};
