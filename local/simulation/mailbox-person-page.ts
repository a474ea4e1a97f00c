import { type Html, html } from './html.ts';
import { layout, localMoment, mailNames, moment, plural, stateBadge } from './mailbox-layout.ts';
import type { PersonState } from './person-state.ts';
import type { Duplication, ReceivedMail, WrongMail } from './received-mail.ts';
import { changeInForce } from './security-info.ts';
import type { World } from './world.ts';

/** One person's mails, newest first, as they look. */
export function personPage(world: World, state: PersonState): string {
  const { person, mails } = state;
  const names = mailNames(mails);
  const main = html`
    <p class="back"><a href="/mailbox">All mailboxes</a></p>
    <h1><bdi>${person.displayName}</bdi> ${stateBadge(state, world.nowMs)}</h1>
    ${facts(world, state)}
    ${
      mails.length === 0
        ? html`<p class="empty">No mail yet.</p>`
        : html`<h2>${plural(mails.length, 'mail')}</h2>
            ${mails.toReversed().map((mail) => mailArticle(state, mail, names.get(mail.number) ?? ''))}`
    }
  `;
  return layout(world, `${person.displayName} – Mailboxes`, main);
}

function facts(world: World, { person, changes }: PersonState): Html {
  const { methods, by, atMs } = changeInForce(changes, world.nowMs);
  const since = by === 'before' ? 'since before' : `by the ${by}, ${localMoment(atMs, person.timeZone)} local time`;
  const list: [string, string][] = [
    ['User principal name', person.userPrincipalName],
    ['Mail', person.mail ?? (person.otherMails[0] === undefined ? 'none' : `${person.otherMails[0]} (alternate)`)],
    ['Preferred language', person.preferredLanguage ?? 'not set'],
    ['Lives in', `${person.countryCode}, ${person.timeZone.replaceAll('_', ' ')}`],
    ['Account', accountWords(person)],
    ['Authentication methods', methods.length === 0 ? 'none' : `${methods.join(', ')} (${since})`],
    ['Object id', person.id],
  ];
  return html`<dl class="facts">
    ${list.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd><bdi>${value || '(empty)'}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

function accountWords({ isGuest, isAdmin, isSynced, isFederated, isLicensed }: PersonState['person']): string {
  const words = [
    isGuest ? 'guest' : isAdmin ? 'administrator' : 'member',
    isFederated ? 'federated' : isSynced ? 'synchronised from on-premises' : 'cloud only',
    isLicensed ? 'licensed' : 'not licensed',
  ];
  return words.join(', ');
}

function mailArticle({ person }: PersonState, mail: ReceivedMail, name: string): Html {
  const { content, senderAddress } = mail.message;
  return html`<article class="mail" aria-labelledby="mail-${mail.number}">
    ${duplicateAlarm(mail)} ${wrongAlarm(mail)}
    <header>
      <h3 id="mail-${mail.number}"><bdi>${content.subject}</bdi></h3>
      <ol class="chips">
        <li class="${mail.kind}">${name}</li>
        <li class="${mail.status}">${mail.status}</li>
      </ol>
      <p class="quiet">
        From ${senderAddress} to ${mail.recipient} · ${moment(mail.acceptedAtMs)} ·
        ${localMoment(mail.acceptedAtMs, person.timeZone)} where they live
      </p>
    </header>
    <iframe
      sandbox
      src="/mailbox/${person.id}/${mail.number}.html"
      title="Mail ${mail.number} as it looks"
      loading="lazy"
    ></iframe>
    <details>
      <summary>Plain text and identifiers</summary>
      <pre dir="auto">${content.plainText ?? 'This mail has no plain text.'}</pre>
      <p class="quiet">Operation-Id ${mail.operationId} · Message-ID ${mail.internetMessageId}</p>
    </details>
  </article>`;
}

const DUPLICATION_WORDS: Readonly<Record<Duplication, string>> = {
  sameOperationId: 'the same Operation-Id was accepted before',
  sameMessageId: 'it has the same Message-ID',
  sameContent: 'it says the same again',
};

function duplicateAlarm({ duplicateOf }: ReceivedMail): Html | undefined {
  if (duplicateOf === undefined) return undefined;
  return html`<p class="alarm">
    <strong>Duplicate of mail ${duplicateOf.number}:</strong> ${DUPLICATION_WORDS[duplicateOf.why]}.
  </p>`;
}

const WRONG_WORDS: Readonly<Record<WrongMail, string>> = {
  ssprLinkBeforeRegistration: 'the SSPR link, before this person could reset',
  otherWayIsThere: 'asked for another way than the phone, and there was one',
  nudgeAfterRegistration: 'asked to register more than an hour after this person had',
  toGuest: 'sent to a guest',
  toDisabledAccount: 'sent to a disabled account',
  toSomebodyWhoLeft: 'sent to somebody who has left',
  toSharedMailboxOrService: 'sent to an account that is not a person',
  toExecutive: 'sent to an excluded group',
  toAdmin: 'sent to an administrator',
  toUnlicensed: 'sent to somebody without a licence',
  toOutOfScope: 'sent to somebody who is not in SSPR scope',
};

function wrongAlarm({ wrong }: ReceivedMail): Html | undefined {
  return wrong === undefined
    ? undefined
    : html`<p class="alarm"><strong>Wrong mail:</strong> ${WRONG_WORDS[wrong]}.</p>`;
}
