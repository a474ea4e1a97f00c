import { toldAfter, withoutNotice, type DetailsNotice, type ToldDetails } from '../campaign/known-details.ts';
import { allowedOf, refusedOf, type NoticePlaces } from '../campaign/notice-address.ts';
import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import { detailsOf } from '../config/details-of-document.ts';
import { isUnreadable, orUnreadable } from '../config/unreadable-document.ts';
import { renderMail, type RenderedMail } from '../email/mail.ts';
import type { CampaignStore } from '../ports/campaign-store.ts';
import type { Ids } from '../ports/ids.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { ToldDetailsStore } from '../ports/told-details-store.ts';
import type { Campaign } from './campaign-rules.ts';
import { noticePlacesOf } from './notice-places.ts';
import { readSettled, sendNotice, type SendNoticePorts } from './send-notice.ts';

export interface NoteDetailsPorts {
  readonly campaigns: Pick<CampaignStore, 'read'>;
  readonly toldDetails: ToldDetailsStore;
  readonly ids: Ids;
}

export interface TellPorts extends NoteDetailsPorts, SendNoticePorts {
  readonly passes: Pick<PassStore, 'readLastComplete'>;
}

export interface TellContext extends Campaign {
  readonly origin: MailOrigin;
  /** The app setting: addresses elsewhere that notices may go to. */
  readonly noticeAddresses: readonly string[];
  readonly dryRun: boolean;
}

/**
 * Puts down that what readers know the mails by has changed since it was last told, whoever changed it. Done before and after
 * each change of the document, so that putting it back hides nothing, wherever a process dies. A document that cannot be
 * read says nothing; the next that can is compared with what was told before it.
 */
export async function noteDetails(now: Date, ports: NoteDetailsPorts): Promise<ToldDetails | undefined> {
  return changeTold(async (stored) => {
    // Read after what was told: it is never older than that.
    const campaign = await orUnreadable(ports.campaigns.read());
    if (campaign === undefined || isUnreadable(campaign)) return stored;
    return toldAfter(stored, detailsOf(campaign.document), `details|${ports.ids.next()}`, now);
  }, ports);
}

/**
 * Mails each change of what readers know the mails by to the addresses of before, once, whatever wave, pause or quiet hours.
 * Under `DRY_RUN` nothing is sent or put down: what then differs from what was told before is told once that is over.
 */
export async function tellOfDetails(context: TellContext, now: Date, ports: TellPorts): Promise<void> {
  if (context.dryRun) return;
  const stored = await noteDetails(now, ports);
  if (stored === undefined || stored.open.length === 0) return;
  const places = await noticePlacesOf(context.noticeAddresses, ports.passes);
  for (const notice of stored.open)
    if (await tell(notice, places, { context, now, ports }))
      await changeTold(async (told) => told && withoutNotice(told, notice.noticeId), ports);
}

interface TellRun {
  readonly context: TellContext;
  readonly now: Date;
  readonly ports: TellPorts;
}

/** Whether every address that may be written to has its mail, or never will. */
async function tell(open: DetailsNotice, places: NoticePlaces, { context, now, ports }: TellRun): Promise<boolean> {
  const { noticeId, before } = open;
  const to = allowedOf(before.noticesTo, places);
  const notice = await readSettled(noticeId, now, ports);
  if (notice === 'unreadable') return false;
  const words = async () => wordsOf(open, context, now);
  const mails = await sendNotice(
    { noticeId, to, notice, words, event: 'detailsTold', keeps: 'all' },
    context,
    now,
    ports,
  );
  for (const { at, because } of notice === undefined ? refusedOf(before.noticesTo, places) : [])
    ports.journal.warn('noticeNotAllowed', { noticeId, path: `waveNotices.to[${at}]`, because });
  return mails.length === to.length && mails.every(({ state }) => state !== 'claimed');
}

/** By what its readers know the organisation by: name, help desk and language of before, without a logo. */
function wordsOf({ before, changes }: DetailsNotice, { document, origin }: TellContext, now: Date): RenderedMail {
  return renderMail('detailsChanged', before.locale, {
    ...campaignMailFacts(document, origin, now),
    organisation: before.organisation,
    person: { displayName: '' },
    synchronised: false,
    changes,
  });
}

const attempts = 5;

async function changeTold(
  change: (stored: ToldDetails | undefined) => Promise<ToldDetails | undefined>,
  { toldDetails }: Pick<NoteDetailsPorts, 'toldDetails'>,
): Promise<ToldDetails | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { stored, version } = await toldDetails.read();
    const changed = await change(stored);
    if (changed === undefined || changed === stored || (await toldDetails.write(changed, version))) return changed;
  }
  throw new Error(`What was told of the campaign changed ${attempts} times while it was being written`);
}
