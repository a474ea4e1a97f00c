import type { WaveStore } from '../ports/wave-store.ts';
import { distrust, doubtCount, type Pass } from '../registration/pass.ts';
import type { PassRun } from './pass-run.ts';
import { replanAll } from './read-collection.ts';

/** Only now that everything was read does absence mean anything. */
export async function finishPass(run: PassRun): Promise<Pass> {
  const { pass, enrolNewJoiners, now, ports } = run;
  const { last, lastFingerprints } = await ports.tables.of(pass);
  const because = doubtCount('users', pass.counts.users, last?.counts.users);
  if (because) return distrust(pass, because, now);

  const absent = await lastFingerprints.missingFrom(ports.passes.readRows(pass.passId, 'users'));
  await ports.recipients.markAbsent(absent);
  await replanAll(absent, run);
  if (enrolNewJoiners) await reopenWaves(ports.waves);
  return { ...pass, state: 'complete', counts: { ...pass.counts, absent: absent.length } };
}

/** The waves of the document enrol continuously: who has become eligible since is found from the start again. */
async function reopenWaves(waves: WaveStore): Promise<void> {
  for (const { version, ...wave } of await waves.list()) {
    if (wave.origin === 'document' && wave.state === 'enrolled') {
      await waves.update({ ...wave, state: 'scheduled', cursor: undefined }, version);
    }
  }
}
