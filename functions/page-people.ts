import type { PeopleFilter } from '../shared/api/page/page-parts.ts';
import type { ListedPeople } from '../shared/api/page/people-list.ts';
import { peoplePage } from '../shared/api/page/people-page.ts';
import { peopleFilter, wantedIn } from '../shared/api/people-answer.ts';
import type { Answer } from '../shared/api/problem.ts';
import { readQuery } from '../shared/api/request-body.ts';
import { mayAct } from '../shared/api/roles.ts';
import { peopleIn } from '../shared/campaign/tally.ts';
import { habitsOf } from '../shared/use-cases/campaign-rules.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import { peopleWanted, type WantedPeople } from '../shared/use-cases/read-lists.ts';
import type { Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';

export const mostListed = 50;

export async function listedFor(
  { run, campaign }: OpenPage,
  wanted: WantedPeople,
  after?: string,
): Promise<ListedPeople> {
  const { document, rules } = campaign;
  const lines = peopleWanted(wanted, habitsOf(document).localeOf);
  const from = { after, limit: mostListed };
  return run.lists.read(lines, from, { cadence: rules.cadence, now: run.clock.now() });
}

export async function showPeople(page: OpenPage, query: Query): Promise<Answer> {
  const { shell, caller, run, campaign } = page;
  if (!mayAct(caller.roles, 'reader')) return peoplePage(shell, { filter: {}, listed: undefined, waves: [] });
  const { after, excluded, ...rest } = givenIn(query);
  const read = readQuery(rest, peopleFilter);
  if (!read.valid) return read.answer;
  const from = placeIn(after);
  const filter: PeopleFilter = { ...rest, ...(from && { after: from }) };
  const wanted = wantedIn(read.value);
  const [listed, { report, tallyOf }] = await Promise.all([
    listedFor(page, wanted, filter.after),
    run.reports.readWithWaves(campaign.rules.cadence),
  ]);
  const { places } = wanted.wave === undefined ? report.tally : tallyOf(wanted.wave);
  return peoplePage(shell, {
    filter,
    listed,
    total: peopleIn(places, wanted),
    waves: campaign.waves,
    ...(/^\d{1,3}$/.test(excluded ?? '') && { excluded: Number(excluded) }),
  });
}

/** What is left empty in a form was not given. */
export const givenIn = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** Where a list goes on; from its beginning for whatever is no object id. */
export const placeIn = (after = ''): string | undefined =>
  isObjectId(after.toLowerCase()) ? after.toLowerCase() : undefined;
