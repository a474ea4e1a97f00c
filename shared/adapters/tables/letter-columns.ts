import type { MailFrom } from '../../delivery/mail-from.ts';
import type { Claim, HistoryEntry, Letter, MessageState, WrittenAs } from '../../delivery/message.ts';
import { dateIn, optionalDateIn, optionalTextIn, packJson, textIn, toDate, unpackJson, type Columns } from './cells.ts';
import { ownerOf } from './recipient-keys.ts';
import type { Row } from './rows.ts';

/** What every mail to a person has. */
export const letterColumns = (letter: Letter): Columns => ({
  messageId: letter.messageId.toLowerCase(),
  state: letter.state,
  because: letter.because,
  ...(letter.claim && claimColumns(letter.claim)),
  acceptedAt: letter.acceptedAt?.toISOString(),
  address: letter.address,
  internetMessageId: letter.internetMessageId,
  indexedAs: letter.indexedAs,
  ...(letter.writtenAs && writtenAsColumns(letter.writtenAs)),
  ...packJson('history', letter.history),
});

const claimColumns = ({ claimId, claimedAt, firstClaimedAt, from, deniedAt, refusedWith }: Claim): Columns => ({
  claimId,
  claimedAt: claimedAt.toISOString(),
  firstClaimedAt: firstClaimedAt.toISOString(),
  mailService: from?.service,
  sender: from?.senderAddress,
  replyTo: from?.replyToAddress,
  deniedAt: deniedAt?.toISOString(),
  refusedWith,
});

const writtenAsColumns = ({ kind, locale, localeBecause }: WrittenAs): Columns => ({
  mailKind: kind,
  locale,
  localeBecause,
});

export function letterIn(row: Row): Letter {
  const internetMessageId = optionalTextIn(row, 'internetMessageId');
  const indexedAs = optionalTextIn(row, 'indexedAs');
  const writtenAs = writtenAsIn(row);
  return {
    userId: ownerOf(row),
    messageId: textIn(row, 'messageId'),
    state: textIn<MessageState>(row, 'state'),
    because: optionalTextIn(row, 'because'),
    claim: claimIn(row),
    acceptedAt: optionalDateIn(row, 'acceptedAt'),
    address: optionalTextIn(row, 'address'),
    ...(internetMessageId !== undefined && { internetMessageId }),
    ...(indexedAs !== undefined && { indexedAs }),
    ...(writtenAs && { writtenAs }),
    history: historyIn(row),
  };
}

function writtenAsIn(row: Row): WrittenAs | undefined {
  const kind = optionalTextIn(row, 'mailKind');
  if (kind === undefined) return undefined;
  return {
    kind,
    locale: textIn(row, 'locale'),
    localeBecause: textIn<WrittenAs['localeBecause']>(row, 'localeBecause'),
  };
}

function claimIn(row: Row): Claim | undefined {
  const claimId = optionalTextIn(row, 'claimId');
  if (claimId === undefined) return undefined;
  const refusedWith = optionalTextIn<'badRequest'>(row, 'refusedWith');
  return {
    claimId,
    claimedAt: dateIn(row, 'claimedAt'),
    firstClaimedAt: dateIn(row, 'firstClaimedAt'),
    from: mailFromIn(row),
    deniedAt: optionalDateIn(row, 'deniedAt'),
    ...(refusedWith && { refusedWith }),
  };
}

/** Rows of earlier versions do not say it. */
function mailFromIn(row: Row): MailFrom | undefined {
  const service = optionalTextIn(row, 'mailService');
  if (service === undefined) return undefined;
  const replyToAddress = optionalTextIn(row, 'replyTo');
  return { service, senderAddress: textIn(row, 'sender'), ...(replyToAddress !== undefined && { replyToAddress }) };
}

function historyIn(row: Row): readonly HistoryEntry[] {
  const stored = unpackJson<readonly (Omit<HistoryEntry, 'at'> & { readonly at: string })[]>('history', row) ?? [];
  return stored.map((entry) => ({ ...entry, at: toDate(entry.at) }));
}
