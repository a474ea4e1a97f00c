import type { CampaignDocument } from '../config/campaign-document.ts';
import type { ListedRow } from '../prepopulation/list-file.ts';
import { listNamePattern, type NamedList } from '../recipient/named-list.ts';
import type { ListAnswer, RemoveAnswer } from '../use-cases/replace-list.ts';
import type { ListPlan } from '../use-cases/plan-list.ts';
import { jsonAnswer, problemAnswer, type Answer, type Problem } from './problem.ts';
import { faultyProblem } from './request-body.ts';
import { throttledProblem } from './wave-answer.ts';

type Document = Pick<CampaignDocument, 'audience'>;

/** A list for the API and the page. */
export function describeList({ name, people, changedAt, changedBy }: NamedList, { audience }: Document) {
  const namedIn = (['includeLists', 'excludeLists'] as const).filter((path) => audience[path].includes(name));
  return { name, people, changedAt, changedBy, namedIn };
}

export type DescribedList = ReturnType<typeof describeList>;

export interface DescribedLists {
  readonly lists: readonly DescribedList[];
  readonly unreadable: readonly string[];
  /** Named by the document, and uploaded by nobody. */
  readonly missing: readonly string[];
}

export function answerList(answer: ListAnswer, document: Document): Answer {
  switch (answer.kind) {
    case 'planned':
      return jsonAnswer(200, { dryRun: true, ...describePlan(answer.plan) });
    case 'replaced': {
      const { list, isReadByNewPass } = answer;
      return jsonAnswer(200, { dryRun: false, list: describeList(list, document), readByNewPass: isReadByNewPass });
    }
    case 'faulty':
      return problemAnswer(faultyProblem('The file has faults', answer.faults));
    case 'throttled':
      return problemAnswer(throttledProblem(answer.retryAfterSeconds));
    case 'dryRunFirst':
    case 'drifted':
      return problemAnswer(refusals[answer.kind]);
  }
}

const mostRows = 1_000;

/** A plan for the API and the page. */
export function describePlan({ confirm, userIds, change, rows }: ListPlan, words = rowMeanings) {
  const found: Partial<Record<ListedRow['because'], number>> = {};
  for (const { because } of rows) found[because] = (found[because] ?? 0) + 1;
  return {
    confirm,
    people: userIds.length,
    ...change,
    found,
    rows: rows.slice(0, mostRows),
    meanings: Object.fromEntries(
      Object.keys(found).map((because) => [because, words[because as ListedRow['because']]]),
    ),
  };
}

/** What was found in a row: what it means, and the next step. */
export const rowMeanings: Readonly<Record<ListedRow['because'], string>> = {
  noId: 'Neither an object id nor a sign-in name. A display name is not taken, since several people may have it.',
  unknownName: 'The directory has nobody of this sign-in name. Correct it, or give the object id.',
  double: 'The same person stands further up. They count once.',
  notSeen:
    'The last full pass found no account of this object id: a group, somebody who has left or is to come, or a mistake. It is kept on the list.',
};

const refusals: Readonly<Record<'dryRunFirst' | 'drifted', Problem>> = {
  dryRunFirst: {
    status: 428,
    title: 'Dry-run the list first',
    detail:
      'Send the same file with dryRun=true, look at what would change, and send it again with dryRun=false and the confirm of that answer. Nothing was changed.',
  },
  drifted: {
    status: 409,
    title: 'Something has changed since the dry run',
    detail:
      'The file, the list or the directory is another one than at the dry run. Dry-run it again. Nothing was changed.',
  },
};

export function answerRemoval({ kind }: RemoveAnswer, name: string): Answer {
  if (kind === 'removed') return jsonAnswer(200, { removed: name });
  return problemAnswer(kind === 'named' ? stillNamed : unknownList);
}

export const unknownList: Problem = {
  status: 404,
  title: 'There is no such list',
  detail: 'GET /api/lists names those that there are.',
};

const stillNamed: Problem = {
  status: 409,
  title: 'The campaign document names this list',
  detail: 'Take it out of audience.includeLists and audience.excludeLists first. Nothing was changed.',
};

export const unreadableList: Problem = {
  status: 409,
  title: 'The list cannot be read',
  detail: 'It was replaced this moment, or its rows in storage are broken: try again, or upload it again.',
};

/** Why nothing can be a list of this name. */
export const faultyListName = (name: string): Problem | undefined =>
  listNamePattern.test(name)
    ? undefined
    : faultyProblem('The name has faults', [
        { path: 'name', message: 'is not small letters, digits and -, a letter first, 40 at most' },
      ]);
