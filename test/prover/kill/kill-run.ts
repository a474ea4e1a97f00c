import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../../../local/azurite.ts';
import { startSimulation, type Simulation } from '../../../local/simulation/simulation.ts';
import type { Books } from './books.ts';
import { KillCampaign } from './kill-campaign.ts';
import { startsAt, type KillRunOptions } from './kill-run-options.ts';
import { Reports } from './reports.ts';

export interface KillRun extends Books {
  readonly sender: KillRunOptions['sender'];
  readonly kills: number;
  /** Those during a mail's request, where most can go wrong. */
  readonly killsByMail: number;
  readonly seconds: number;
  /** How long the campaign took by its own clock. */
  readonly campaignHours: number;
}

/** A whole campaign on real storage, whose hosts are killed at any moment; everything else keeps running and counts. */
export async function runUnderKills(options: KillRunOptions, onProgress: (text: string) => void): Promise<KillRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sspr-kill-'));
  const azurite = await startAzurite({ inMemory: true });
  const reports = new Reports(azurite.connectionString);
  await reports.open();
  const simulation = await startOrganisation(options, reports);
  try {
    const services = { simulation, reports, storage: azurite.connectionString, folder };
    return await runCampaign(await KillCampaign.open(options, services), options, onProgress);
  } finally {
    await simulation.close();
    await azurite.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const startOrganisation = ({ users, seed }: KillRunOptions, reports: Reports): Promise<Simulation> =>
  startSimulation({
    users,
    seed,
    port: 0,
    startsAt,
    mixture: 'nearlyAllEligible',
    quota: { perMinute: 1_000_000, perHour: 1_000_000 },
    dedupe: 'never',
    onDeliveryReport: (event) => reports.tell(event),
  });

/** First the facts, without kills; then the kills; then one host alone finishes the campaign. */
async function runCampaign(
  campaign: KillCampaign,
  { sender }: KillRunOptions,
  onProgress: (text: string) => void,
): Promise<KillRun> {
  const began = performance.now();
  const time = campaign.letTimePass();
  try {
    await campaign.finishPass();
    await campaign.killHosts(onProgress);
    await campaign.comeToRest();
  } finally {
    await time.stop();
    await campaign.close();
  }
  const seconds = (performance.now() - began) / 1000;
  const { kills, killsByMail } = campaign;
  return { sender, kills, killsByMail, seconds, campaignHours: campaign.hours, ...(await campaign.books()) };
}
