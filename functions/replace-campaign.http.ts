import { answerCampaign, documentConflict, refuseMatch } from '../shared/api/campaign-answer.ts';
import { campaignOperations } from '../shared/api/campaign-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { faultyProblem } from '../shared/api/request-body.ts';
import { digestOf } from '../shared/campaign/plan-draft.ts';
import { documentChanges } from '../shared/config/document-changes.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import type { Invocation } from '../shared/app.ts';
import { causesOf } from '../shared/faults/causes.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { readNewGroups, replaceDocument, type ChangeAnswer } from '../shared/use-cases/change-campaign.ts';
import { countForCaller } from '../shared/use-cases/count-figures.ts';
import { noteDetails, tellOfDetails } from '../shared/use-cases/tell-of-details.ts';
import { adminRoute, served } from './admin-route.ts';

/** Replaces the campaign document, if it is still the one that was read. */
export const replacingCampaign = served(campaignOperations.replaceCampaign, async ({ body, header }, run, caller) => {
  const current = await orUnreadable(run.campaign.readAnew());
  const refusal = refuseMatch(header('if-match'), current.document);
  if (refusal) return problemAnswer(refusal);
  if (!run.settings.dryRun) await noteDetails(run.clock.now(), run);
  const changed = await audited(
    {
      by: caller.objectId,
      action: 'replaceCampaign',
      details: { document: digestOf(body), ...documentChanges(current.document, body) },
    },
    { now: run.clock.now(), ports: run },
    () => replaceDocument(body, undefined, current, run),
    outcomeOf,
  );
  run.campaign.forget();
  if (changed.kind === 'faulty') return problemAnswer(faultyProblem('The document has faults', changed.faults));
  if (changed.kind === 'conflict') return problemAnswer(documentConflict);
  const { document, state } = changed.campaign;
  await tellAtOnce(run);
  const before = isUnreadable(current) ? undefined : current.document;
  const groups = await readNewGroups(before, document, run.clock.now(), run);
  await countForCaller((await run.campaign.readAnew()).rules.cadence, run);
  return answerCampaign({ document, state, dryRun: run.settings.dryRun, ...(groups && { groups }) });
});

export const onReplaceCampaign = adminRoute(replacingCampaign.operation, replacingCampaign.handler);

/** What cannot be told now is told by the timer: the document is replaced either way. */
async function tellAtOnce(run: Invocation): Promise<void> {
  const { dryRun, noticeAddresses } = run.settings;
  try {
    const { document, rules } = await run.campaign.readAnew();
    const context = { document, rules, origin: run.mailOrigin, dryRun, noticeAddresses };
    await tellOfDetails(context, run.clock.now(), run);
  } catch (error) {
    run.journal.warn('detailsNotTold', {
      because: causesOf(error)
        .map(({ kind }) => kind)
        .join(' < '),
    });
  }
}

const outcomeOf = ({ kind }: ChangeAnswer) => ({ outcome: kind === 'changed' ? 'done' : 'refused' }) as const;
