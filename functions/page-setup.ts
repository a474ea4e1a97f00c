import { setupPage } from '../shared/api/page/setup-page.ts';
import { checkWords } from '../shared/api/page/words/checks.ts';
import type { Answer } from '../shared/api/problem.ts';
import { bareLocation } from '../shared/use-cases/look-at-document.ts';
import { runPreflight } from '../shared/use-cases/run-preflight.ts';
import { findDocument } from './find-document.ts';
import type { OpenPage } from './page-shell.ts';
import { withPage, type Result, type Sent } from './page-change.ts';

/** The page of settings, with the checks where they were asked for. */
export async function showSetup(
  { run, campaign, shell }: OpenPage,
  done: string | undefined,
  { checks, still }: Partial<Pick<Parameters<typeof setupPage>[1], 'checks' | 'still'>> = {},
): Promise<Answer> {
  const [current, lastPass, finding] = await Promise.all([
    run.passes.readCurrent(),
    run.passes.readLastComplete(),
    findDocument(campaign, run),
  ]);
  const named = { location: bareLocation(run.settings.campaignDocument), finding };
  return setupPage(shell, { document: campaign.document, named, pass: current?.pass, lastPass, checks, done, still });
}

export const preflight = (sent: Sent): Promise<Result> =>
  withPage(sent, async (page) => {
    const { run, campaign, shell } = page;
    const words = checkWords[shell.language];
    const settings = { ...run.settings, origin: run.mailOrigin, words };
    const { checks } = await runPreflight(campaign, settings, run.clock.now(), run);
    return showSetup({ ...page, shell: { ...shell, path: 'setup', isAnswer: false } }, undefined, { checks });
  });
