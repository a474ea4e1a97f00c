import { allowedOf, refusedOf, type NoticePlaces } from '../campaign/notice-address.ts';
import { isNoticeDue, type NoticePolicy } from '../campaign/wave-notice.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { StoredWave } from '../ports/wave-store.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import { noticePlacesOf } from './notice-places.ts';
import { readSettled, sendNotice, type SendNoticePorts } from './send-notice.ts';
import { writeNotice, type NoticeCampaign, type NoticeWordsPorts } from './write-notice.ts';

export interface AnnouncePorts extends NoticeWordsPorts, SendNoticePorts {
  readonly passes: Pick<PassStore, 'readLastComplete'>;
}

export interface AnnounceContext extends NoticeCampaign {
  /** The app setting: addresses elsewhere that notices may go to. */
  readonly noticeAddresses: readonly string[];
  readonly dryRun: boolean;
}

/**
 * Tells the help desk and the security team about the waves that start soon: once for each wave and address. As with
 * every mail the claim is written before the request and never taken over, and a claim whose answer was lost is settled
 * by asking, never by sending again. docs/decisions/0001. An address that notices may not go to is not written to.
 */
export async function announceWaves(context: AnnounceContext, now: Date, ports: AnnouncePorts): Promise<void> {
  const policy = context.document.waveNotices;
  if (policy === undefined || context.dryRun) return;
  const places = await noticePlacesOf(context.noticeAddresses, ports.passes);
  const run = { policy, places, context, now, ports };
  await forEachOfAll(await ports.waves.list(), (wave) => announce(wave, run));
}

interface AnnounceRun {
  readonly policy: NoticePolicy;
  readonly places: NoticePlaces;
  readonly context: AnnounceContext;
  readonly now: Date;
  readonly ports: AnnouncePorts;
}

async function announce(wave: StoredWave, { policy, places, context, now, ports }: AnnounceRun): Promise<void> {
  const { waveId } = wave;
  const notice = await readSettled(waveId, now, ports);
  // Who was told is not known, and two notices would look like what they warn of.
  if (notice === 'unreadable') return;
  if (!isNoticeDue({ wave, isBegun: notice !== undefined }, policy, context.rules.ownPlace, now)) return;
  for (const { at, because } of refusedOf(policy.to, places))
    ports.journal.warn('noticeNotAllowed', { noticeId: waveId, path: `waveNotices.to[${at}]`, because });
  const to = allowedOf(policy.to, places);
  const words = () => writeNotice(wave, context, now, ports);
  await sendNotice({ noticeId: waveId, to, notice, words, event: 'waveAnnounced', keeps: 'all' }, context, now, ports);
}
