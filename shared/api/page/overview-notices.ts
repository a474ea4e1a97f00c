import type { SendingState } from '../../campaign/sending-state.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Detection } from '../../registration/detection.ts';
import type { Pass } from '../../registration/pass.ts';
import { isOperator, type PageShell } from './page-frame.ts';
import { code, inEnglish, joined, link, moment, named, notice, pageHref, people, segment, text } from './page-parts.ts';
import type { WaveProgress } from './wave-state.ts';
import { noticeWords } from './words/notices.ts';

interface Noticed {
  readonly sending: SendingState;
  readonly detection: Detection;
  readonly pass: Pass | undefined;
  readonly waves: readonly WaveProgress[];
}

/** What keeps mail from leaving, or everybody from moving on: what happened, why, what to do. At most one about mail. */
export const noticesOf = (shell: PageShell, view: Noticed): Html =>
  joinHtml([mailNotice(shell, view), passNotice(shell, view.pass)]);

function mailNotice(shell: PageShell, { sending, detection, waves }: Noticed): Html {
  const say = noticeWords[shell.language];
  if (shell.state.status === 'paused') return pausedNotice(shell);
  if (sending.kind === 'closed') {
    const because = sending.because === '429' ? text(say.askedToWait) : say.notUsable(inEnglish(sending.because));
    const heading = say.waiting(moment(sending.until, shell.clock), because);
    return notice(
      'warn',
      html`<h2>${heading}</h2>
        <p>${text(say.waitingHow)}</p>`,
    );
  }
  if (shell.dryRun)
    return notice(
      'warn',
      html`<h2>${text(say.dryRun)}</h2>
        <p>${say.dryRunHow(code('DRY_RUN'))}</p>`,
    );
  if (detection.kind === 'stale')
    return notice(
      'warn',
      html`<h2>${say.stale(moment(detection.since, shell.clock))}</h2>
        <p>${say.staleWhy(setupLink(shell))}</p>`,
    );
  return pausedWaves(shell, waves);
}

const setupLink = ({ language }: PageShell): Html => link('setup', text(noticeWords[language].setup));

function pausedNotice(shell: PageShell): Html {
  const { state, clock } = shell;
  const say = noticeWords[shell.language];
  const because = state.because === undefined ? html`` : html`<p>${say.reason(named(state.because))}</p>`;
  const resume = isOperator(shell)
    ? html`<p class="row"><a class="btn go" href="${text(pageHref('resume'))}">${text(say.resume)}</a></p>`
    : html``;
  return notice(
    'stop',
    html`<h1>${say.paused(moment(state.changedAt, clock))}</h1>
      ${because}
      <p>${text(say.pausedHow)}</p>
      ${resume}`,
  );
}

/** The campaign runs, and the mails of some waves wait. */
function pausedWaves({ language }: PageShell, waves: readonly WaveProgress[]): Html {
  const say = noticeWords[language];
  const paused = waves.filter(({ wave }) => wave.state === 'paused');
  if (paused.length === 0) return html``;
  const names = paused.map(({ wave, tally }) => {
    const waiting = people(tally.places.onTheWay, { wave: wave.waveId, place: 'onTheWay' }, language);
    return say.waveWaits(link(`waves/${segment(wave.waveId)}`, named(wave.name)), waiting);
  });
  const all = joined(names, ', ');
  return notice('warn', html`<h2>${paused.length === 1 ? say.onePaused(all) : say.manyPaused(all)}</h2>`);
}

/** Nobody's state changes as long as passes are not believed, so it is said at the top. */
function passNotice(shell: PageShell, pass: Pass | undefined): Html {
  const say = noticeWords[shell.language];
  if (pass?.state !== 'distrusted') return html``;
  if (pass.refusedFor === 'premiumLicence')
    return notice(
      'stop',
      html`<h2>${text(say.noLicence)}</h2>
        <p>${text(say.noLicenceHow)}</p>`,
    );
  const setup = setupLink(shell);
  const because = pass.because === undefined ? text(say.noReason) : inEnglish(pass.because);
  return notice(
    'warn',
    html`<h2>${say.notBelieved(because)}</h2>
      <p>${pass.refusedFor ? say.notBelievedAndWaits(setup) : say.notBelievedAndAnew(setup)}</p>`,
  );
}
