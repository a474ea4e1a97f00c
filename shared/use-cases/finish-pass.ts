import type { WaveStore } from '../ports/wave-store.ts';
import { addMinutes } from '../registration/add-time.ts';
import { MailboxTable } from '../registration/pass/mailbox-table.ts';
import { noFingerprint, packFingerprints } from '../registration/pass/packed-rows.ts';
import { distrust, doubtCount, doubtPeople, type Pass } from '../registration/pass.ts';
import { noteLost } from './note-lost.ts';
import type { PassRun } from './pass-run.ts';
import { replanAll } from './replan-all.ts';
import { settleMailboxes } from './settle-mailboxes.ts';

/** Whoever looked before the pass began may note it a while later: as long as a function may run, and clocks differ. */
const noteIsLateByMinutes = 10;

/** Only now that everything was read does absence mean anything, and is it known who shares a mailbox. */
export async function finishPass(run: PassRun): Promise<Pass> {
  const { pass, enrolNewJoiners, now, ports } = run;
  const { last, lastFingerprints } = await ports.tables.of(pass);
  const because = doubtCount('users', pass.counts.users, last?.counts.users);
  if (because) return distrust(pass, because, now);

  const mailboxes = new MailboxTable(pass.counts.users);
  const { missing, byShare, ...losses } = await lastFingerprints.compareWith(
    passingBy(ports.passes.readRows(pass.passId, 'users'), (page) => mailboxes.addPage(page)),
    pass.counts.users,
  );
  const before = lastFingerprints.size;
  const doubt = doubtPeople('users', { named: pass.counts.users, known: before - missing.length, before });
  if (doubt) return distrust(pass, doubt, now);
  const absent = pass.counts.unidentified ? await putOff(missing, run) : missing;
  await ports.recipients.markAbsent(absent, now);
  await replanAll([...absent, ...(await settleMailboxes(mailboxes.shared(), run))], run);
  await noteLost(losses, run);
  await ports.passes.forgetSeen(addMinutes(pass.startedAt, -noteIsLateByMinutes));
  if (enrolNewJoiners) await reopenWaves(ports.waves);
  await ports.recipients.writeMark(pass.passId);
  return { ...pass, state: 'complete', peopleByShare: byShare, counts: { ...pass.counts, absent: absent.length } };
}

async function* passingBy<Item>(items: AsyncIterable<Item>, look: (item: Item) => void): AsyncGenerator<Item> {
  for await (const item of items) {
    look(item);
    yield item;
  }
}

const idsPerPage = 1_000;

/**
 * A row without an id may be anybody's: nobody is taken to have left, and whoever is missing is looked for again by the
 * next pass, as if they had been seen.
 */
async function putOff(missing: readonly string[], { pass, ports }: PassRun): Promise<readonly string[]> {
  const { lastFingerprints } = await ports.tables.of(pass);
  for (let from = 0; from < missing.length; from += idsPerPage) {
    const ids = missing.slice(from, from + idsPerPage);
    const page = pass.page + 1 + from / idsPerPage;
    await ports.passes.saveRows(
      pass.passId,
      'users',
      page,
      packFingerprints(
        ids,
        ids.map(() => noFingerprint),
        [],
        ids.map((id) => lastFingerprints.toldOf(id)),
      ),
    );
  }
  return [];
}

/** The waves of the document enrol continuously: who has become eligible since is found from the start again. They stay `enrolled` until then. */
async function reopenWaves(waves: WaveStore): Promise<void> {
  for (const { version, ...wave } of await waves.list()) {
    if (wave.origin === 'document' && wave.state === 'enrolled') {
      await waves.update({ ...wave, looksAgain: true, cursor: undefined }, version);
    }
  }
}
