import type { SendingState } from '../../campaign/sending-state.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Detection } from '../../registration/detection.ts';
import type { Pass } from '../../registration/pass.ts';
import { isOperator, type PageShell } from './page-frame.ts';
import { code, joined, link, moment, named, notice, pageHref, people, segment, text } from './page-parts.ts';
import { closureMeaning } from './stop-words.ts';
import type { WaveProgress } from './wave-words.ts';

interface Noticed {
  readonly sending: SendingState;
  readonly detection: Detection;
  readonly pass: Pass | undefined;
  readonly waves: readonly WaveProgress[];
}

/** What keeps mail from leaving, or everybody from moving on: what happened, why, what to do. At most one about mail. */
export const noticesOf = (shell: PageShell, view: Noticed): Html =>
  joinHtml([mailNotice(shell, view), passNotice(view.pass)]);

function mailNotice(shell: PageShell, { sending, detection, waves }: Noticed): Html {
  if (shell.state.status === 'paused') return pausedNotice(shell);
  if (sending.kind === 'closed')
    return notice(
      'warn',
      html`<h2>Waiting until ${moment(sending.until, shell.clock)}: ${text(closureMeaning(sending.because))}.</h2>
        <p>Nothing leaves before; then the mails go on by themselves, slowly at first.</p>`,
    );
  if (shell.dryRun)
    return notice(
      'warn',
      html`<h2>Dry run: everything runs and nothing is sent.</h2>
        <p>Set ${code('DRY_RUN')} to false to send.</p>`,
    );
  if (detection.kind === 'stale')
    return notice(
      'warn',
      html`<h2>Only SSPR links leave: nobody has seen registrations since ${moment(detection.since, shell.clock)}.</h2>
        <p>
          Neither the report nor the audit log has told since then, so whoever is asked to register may have done it.
          ${link('setup', html`Setup`)} says what to mend; the mails go on by themselves.
        </p>`,
    );
  return pausedWaves(waves);
}

function pausedNotice(shell: PageShell): Html {
  const { state, clock } = shell;
  const because = state.because === undefined ? html`` : html`<p>Reason: “${named(state.because)}”</p>`;
  const resume = isOperator(shell)
    ? html`<p class="row"><a class="btn go" href="${text(pageHref('resume'))}">Resume…</a></p>`
    : html``;
  return notice(
    'stop',
    html`<h1>Paused since ${moment(state.changedAt, clock)}. No mail leaves.</h1>
      ${because}
      <p>What was on its way finishes. Registrations are still seen.</p>
      ${resume}`,
  );
}

/** The campaign runs, and the mails of some waves wait. */
function pausedWaves(waves: readonly WaveProgress[]): Html {
  const paused = waves.filter(({ wave }) => wave.state === 'paused');
  if (paused.length === 0) return html``;
  const names = paused.map(({ wave, tally }) => {
    const waiting = people(tally.places.onTheWay, { wave: wave.waveId, place: 'onTheWay' }, 'en');
    return html`${link(`waves/${segment(wave.waveId)}`, html`<bdi>${text(wave.name)}</bdi>`)} (${waiting} people wait)`;
  });
  const verb = paused.length === 1 ? html`is` : html`are`;
  return notice('warn', html`<h2>Running, but ${joined(names, ', ')} ${verb} paused.</h2>`);
}

/** Nobody's state changes as long as passes are not believed, so it is said at the top. */
function passNotice(pass: Pass | undefined): Html {
  if (pass?.state !== 'distrusted') return html``;
  if (pass.refusedFor === 'premiumLicence')
    return notice(
      'stop',
      html`<h2>No Entra ID P1 or P2: the campaign cannot run.</h2>
        <p>
          Microsoft refuses the registration report. Buy and assign the licence, or let the app read the methods of each
          person (the app setting METHODS_WITHOUT_P1); the pass goes on within minutes.
        </p>`,
    );
  const goesOn = pass.refusedFor ? 'the pass goes on within minutes' : 'the next pass starts by itself';
  return notice(
    'warn',
    html`<h2>The last full pass is not believed: ${text(pass.because ?? 'no reason was kept')}.</h2>
      <p>Everybody stays as they were. ${link('setup', html`Setup`)} says what to mend; ${text(goesOn)}.</p>`,
  );
}
