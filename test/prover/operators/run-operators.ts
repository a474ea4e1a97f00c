import { judgeCampaign } from '../../../local/campaign-verdict.ts';
import type { Act, Seen } from './act.ts';
import { lawOfFigures } from './figures-law.ts';
import { graphActs } from './graph-acts.ts';
import { mailActs } from './mail-acts.ts';
import { hoursLater, OperatorsCampaign, startsAt, type CampaignOptions } from './operators-campaign.ts';
import { settingsActs } from './settings-acts.ts';
import { storageActs } from './storage-acts.ts';

/** All that people and platforms do in this campaign, by its clock. */
export const acts: readonly Act[] = [...mailActs, ...graphActs, ...settingsActs, ...storageActs].toSorted(
  (a, b) => a.at.getTime() - b.at.getTime(),
);

export interface ActReport {
  readonly act: Act;
  readonly seen: (Seen & { readonly people: number }) | undefined;
  /** What was not said in time, or was not as it must be. */
  readonly fault: string | undefined;
}

export interface OperatorsRun {
  readonly reports: readonly ActReport[];
  /** The promises that were broken at the end of the campaign. */
  readonly faults: readonly string[];
  readonly mails: number;
  readonly people: number;
  readonly days: number;
}

/** Five weeks; a campaign that has not run out after so many is stuck. */
const longestDays = 60;

/** Runs one campaign with all acts in it, and judges by what truly happened in the organisation. */
export async function runOperators(
  options: CampaignOptions,
  chosen: readonly Act[],
  onAct: (report: ActReport) => void,
): Promise<OperatorsRun> {
  const campaign = await OperatorsCampaign.start(options);
  try {
    const reports: ActReport[] = [];
    for (const act of chosen) {
      const report = await carryOut(act, campaign);
      reports.push(report);
      onAct(report);
    }
    const faults = await toItsEnd(campaign);
    const { mails, people } = campaign.simulation.summary();
    const days = (campaign.now().getTime() - startsAt.getTime()) / 86_400_000;
    return { reports, faults, mails: mails.total, people: people.total, days };
  } finally {
    await campaign.close();
  }
}

/** Carries an act out at its time, and leaves everything mended. */
export async function carryOut(act: Act, campaign: OperatorsCampaign): Promise<ActReport> {
  await campaign.runUntil(act.at);
  try {
    const seen = await act.carryOut(campaign);
    return { act, seen: { ...seen, people: await lawOfFigures(campaign) }, fault: undefined };
  } catch (error) {
    return { act, seen: undefined, fault: error instanceof Error ? error.message : String(error) };
  } finally {
    await campaign.mend();
  }
}

async function toItsEnd(campaign: OperatorsCampaign): Promise<readonly string[]> {
  const last = hoursLater(startsAt, longestDays * 24);
  for (;;) {
    const standing = await campaign.host.standing();
    if (standing.isOver) return judgeCampaign(standing, campaign.simulation.summary());
    if (campaign.now() >= last)
      return [
        `the campaign has not run out after ${longestDays} days`,
        ...judgeCampaign(standing, campaign.simulation.summary()),
      ];
    await campaign.passHours(12);
  }
}
