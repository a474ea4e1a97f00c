import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { CampaignReport } from '../campaign/campaign-report.ts';
import { noFigures, reportOf, tallyOfWave } from '../campaign/figures.ts';
import type { CurrentFigures } from '../campaign/stored-figures.ts';
import type { Tally } from '../campaign/tally.ts';
import type { Clock } from '../ports/clock.ts';
import type { FiguresStore } from '../ports/figures-store.ts';
import { addMinutes } from '../registration/add-time.ts';
import { changesWaitSeconds, type FigureKeeper } from './keep-figures.ts';

/** How old the figures are. */
export interface FiguresAge {
  /** What was written until then is in them; what was written since may be missing. */
  readonly asOf: Date;
  /** When everybody was counted last: what only time did to people since is not in them. Undefined before the first count. */
  readonly countedAt: Date | undefined;
}

export type DatedReport = CampaignReport & FiguresAge;

/** The stored figures, for whoever reads them. Costs one request, however many people there are. */
export class ReportReader {
  readonly #store: FiguresStore;
  readonly #keeper: FigureKeeper;
  readonly #clock: Clock;

  constructor(store: FiguresStore, keeper: FigureKeeper, clock: Clock) {
    this.#store = store;
    this.#keeper = keeper;
    this.#clock = clock;
  }

  async read(policy: CadencePolicy): Promise<DatedReport> {
    const current = await this.#current();
    return { ...this.#ageOf(current), ...reportOf(current?.figures ?? noFigures, current?.policy ?? policy) };
  }

  /** The report, and how far the people of each wave have come. */
  async readWithWaves(policy: CadencePolicy) {
    const current = await this.#current();
    const [figures, by] = [current?.figures ?? noFigures, current?.policy ?? policy];
    const report: DatedReport = { ...this.#ageOf(current), ...reportOf(figures, by) };
    return { report, tallyOf: (waveId: string): Tally => tallyOfWave(figures, waveId, by) };
  }

  /** How far the people of one wave have come. */
  async readWave(waveId: string, policy: CadencePolicy): Promise<Tally & FiguresAge> {
    const current = await this.#current();
    const tally = tallyOfWave(current?.figures ?? noFigures, waveId, current?.policy ?? policy);
    return { ...this.#ageOf(current), ...tally };
  }

  /** What this process has written itself is in them. */
  async #current(): Promise<CurrentFigures | undefined> {
    await this.#keeper.add().catch(() => undefined);
    return (await this.#store.read()).figures.current;
  }

  #ageOf(current: CurrentFigures | undefined): FiguresAge {
    const now = this.#clock.now();
    const latest = Math.max(addMinutes(now, -changesWaitSeconds / 60).getTime(), current?.changedAt.getTime() ?? 0);
    return { asOf: new Date(Math.min(now.getTime(), latest)), countedAt: current?.countedAt };
  }
}
