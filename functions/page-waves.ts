import { confirmWavePage, wavePage } from '../shared/api/page/wave-page.ts';
import type { WaveProgress } from '../shared/api/page/wave-state.ts';
import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { unknownWave } from '../shared/api/wave-answer.ts';
import type { DatedReport } from '../shared/use-cases/report-campaign.ts';
import { segment } from '../shared/api/page/page-parts.ts';
import { faultyProblem } from '../shared/api/request-body.ts';
import type { Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';
import { listedFor } from './page-people.ts';
import { changingWave } from './change-wave.http.ts';
import { change, reasonIn, type Result, type Sent } from './page-change.ts';

export interface Progress {
  readonly report: DatedReport;
  readonly waves: readonly WaveProgress[];
}

export async function progressOf({ run, campaign }: OpenPage): Promise<Progress> {
  const { report, tallyOf } = await run.reports.readWithWaves(campaign.rules.cadence);
  return { report, waves: campaign.waves.map((wave) => ({ wave, tally: tallyOf(wave.waveId) })) };
}

async function waveOf({ run, campaign }: OpenPage, waveId: string): Promise<WaveProgress | undefined> {
  const wave = campaign.waves.find((one) => one.waveId === waveId);
  return wave && { wave, tally: await run.reports.readWave(waveId, campaign.rules.cadence) };
}

export async function showWave(
  page: OpenPage,
  { done, still }: Query,
  [waveId = '']: readonly string[],
): Promise<Answer> {
  const progress = await waveOf(page, waveId);
  if (progress === undefined) return problemAnswer(unknownWave(waveId));
  const [listed, noticed] = await Promise.all([listedFor(page, { wave: waveId }), page.run.notices.read(waveId)]);
  return wavePage(page.shell, {
    ...progress,
    notices: noticed === undefined || noticed === 'unreadable' ? [] : noticed.mails,
    listed,
    done,
    still,
  });
}

export async function confirmWave(page: OpenPage, waveId: string, action: 'resume' | 'cancel'): Promise<Answer> {
  const progress = await waveOf(page, waveId);
  return progress === undefined ? problemAnswer(unknownWave(waveId)) : confirmWavePage(page.shell, progress, action);
}

export const changeWaveTo = (sent: Sent, action: 'pause' | 'resume' | 'cancel'): Promise<Result> => {
  const id = sent.given[0]!;
  const goTo = `waves/${segment(id)}?done=${action}`;
  return change(sent, changingWave, { params: { id, action }, body: reasonIn(sent), goTo });
};

/** What cannot be undone is typed. */
export async function cancelWave(sent: Sent): Promise<Result> {
  const wave = await sent.run.waves.read(sent.given[0]!);
  if (wave !== undefined && (sent.fields['name'] ?? '').trim() !== wave.name)
    return problemAnswer(
      faultyProblem('The name was not typed as it is', [{ path: 'name', message: 'is not the name of this wave' }]),
    );
  return changeWaveTo(sent, 'cancel');
}
