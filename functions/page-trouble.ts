import { causesPage } from '../shared/api/page/causes-page.ts';
import { troublePage } from '../shared/api/page/trouble-page.ts';
import { causeOperations } from '../shared/api/cause-operations.ts';
import type { Answer } from '../shared/api/problem.ts';
import { readQuery } from '../shared/api/request-body.ts';
import { describeTrouble } from '../shared/api/trouble-answer.ts';
import { troubleFilter } from '../shared/api/trouble-operations.ts';
import { lookUpCause } from '../shared/diagnosis/look-up-cause.ts';
import { troubleWanted } from '../shared/use-cases/read-lists.ts';
import type { Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';
import { mostListed, givenIn, placeIn } from './page-people.ts';

export async function showCauses({ shell, run }: OpenPage, query: Query): Promise<Answer> {
  // Blanks say nothing either.
  const told = Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''));
  const read = readQuery(told, causeOperations.listCauses.query!);
  if (!read.valid) return read.answer;
  return causesPage(shell, read.value, lookUpCause(read.value, run.mailOrigin.cloud));
}

export async function showTrouble({ shell, run, campaign }: OpenPage, query: Query): Promise<Answer> {
  const { after, ...rest } = givenIn(query);
  const read = readQuery(rest, troubleFilter.strict());
  if (!read.valid) return read.answer;
  const { owner } = read.value;
  const { cloud } = run.mailOrigin;
  const from = { after: placeIn(after), limit: mostListed };
  const rules = { cadence: campaign.rules.cadence, now: run.clock.now() };
  const { people, next } = await run.lists.read(troubleWanted(owner, cloud), from, rules);
  return troublePage(shell, { owner, people: people.map((one) => describeTrouble(one, cloud)), next });
}
