import { type Html, html } from './html.ts';
import type { PersonState } from './person-state.ts';
import type { ReceivedMail } from './received-mail.ts';
import type { TruthState } from './summary.ts';
import { truthState } from './summary.ts';
import type { World } from './world.ts';

/** The frame of every page. */
export function layout(world: World, title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/mailbox/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="/mailbox">${world.organisation.displayName} mailboxes</a>
          <p class="clock"><span class="quiet">Simulated time</span> ${moment(world.nowMs)}</p>
        </header>
        <main id="main">${main}</main>
        <footer>An invented organisation. No mail leaves this machine.</footer>
      </body>
    </html>`.html;
}

const STATE_WORDS: Readonly<Record<TruthState, string>> = {
  capable: 'Can reset',
  registeredNotCapable: 'Needs another method',
  notRegistered: 'Not registered',
  notInScope: 'Not in scope',
  disabled: 'Disabled',
  guest: 'Guest',
  left: 'Left',
  notYetJoined: 'Not joined yet',
};

/** Where the person truly stands, in words. */
export function stateBadge(state: PersonState, nowMs: number): Html {
  const truth = truthState(state, nowMs);
  return html`<span class="badge ${truth}">${STATE_WORDS[truth]}</span>`;
}

/** What each mail of a person is called: the first that asks to register is the nudge, later ones are reminders. */
export function mailNames(mails: readonly ReceivedMail[]): ReadonlyMap<number, string> {
  let asked = 0;
  return new Map(
    mails.map((mail) => {
      if (mail.kind === 'ssprLink') return [mail.number, 'SSPR link'];
      if (mail.kind === 'otherWay') return [mail.number, 'Another way than the phone'];
      if (mail.kind === 'team') return [mail.number, 'About their team'];
      if (mail.kind === 'other') return [mail.number, 'Other'];
      if (mail.duplicateOf === undefined) asked++;
      return [mail.number, asked <= 1 ? 'Nudge' : `Reminder ${asked - 1}`];
    }),
  );
}

const MOMENT = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const UTC = new Intl.DateTimeFormat('en-GB', { ...MOMENT, timeZone: 'UTC' });

/** An instant in coordinated universal time. */
export function moment(atMs: number): Html {
  return html`<time datetime="${new Date(atMs).toISOString()}">${UTC.format(atMs)} UTC</time>`;
}

/** The same instant where the person lives. */
export function localMoment(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...MOMENT, timeZone }).format(atMs);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
