import type { WaveStore } from '../ports/wave-store.ts';
import { distrust, doubtCount, type Pass } from '../registration/pass.ts';
import { fingerprintsByUser } from './join-tables.ts';
import type { PassRun } from './pass-run.ts';
import { replan } from './write-plan.ts';

/** Only now that everything was read does absence mean anything. */
export async function finishPass({ pass, rules, enrolNewJoiners, now, ports }: PassRun): Promise<Pass> {
  const last = await ports.passes.readLastComplete();
  const because = doubtCount('users', pass.counts.users, last?.counts.users);
  if (because) return distrust(pass, because, now);

  const { lastFingerprints } = await ports.tables.of(pass.passId, last?.passId);
  const seen = fingerprintsByUser(await ports.passes.readRows(pass.passId, 'users'));
  const absent = [...lastFingerprints.keys()].filter((id) => !seen.has(id));
  await ports.recipients.markAbsent(absent);
  for (const userId of absent) await replan(userId, rules, now, ports);
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
