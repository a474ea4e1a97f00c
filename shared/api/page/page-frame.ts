import { createHash } from 'node:crypto';
import type { CampaignState } from '../../campaign/campaign-state.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Cloud } from '../../registration/cloud.ts';
import { always, type Answer } from '../problem.ts';
import { mayAct, type Role } from '../roles.ts';
import type { PageClock } from './page-clock.ts';
import { languageCookie, languageName, pageLanguages, type PageLanguage } from './page-language.ts';
import { moment, pageHref, pageRoot, queryOf, text } from './page-parts.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { frameWords, roleWords, tabWords } from './words/frame.ts';

/** Who looks at a page. */
interface PageCaller {
  readonly name: string | undefined;
  readonly roles: readonly string[];
}

/** What every page has around it. */
export interface PageShell {
  readonly campaignName: string;
  readonly organisation: string;
  readonly state: CampaignState;
  readonly dryRun: boolean;
  /** The stored document cannot be read, so that nothing leaves whatever the state is. */
  readonly isStopped?: boolean;
  /** The cloud of the tenant: what people type into their browser differs in each. */
  readonly cloud: Cloud;
  readonly language: PageLanguage;
  /** In the same language. */
  readonly clock: PageClock;
  readonly caller: PageCaller;
  /** The path of this page, below the root. */
  readonly path: string;
  /** What stands behind the path: the other language is the same page. */
  readonly query?: Readonly<Record<string, string>>;
  /** The answer to a form: nothing is read again at its path. */
  readonly isAnswer?: boolean;
  /** The token that a form to this path carries. */
  readonly tokenFor: (path: string) => string;
}

const hashOf = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/** Nothing but our own style and script may be on a page: no image, no frame. Forms and the script go to ourselves. */
const pagePolicy = `default-src 'none'; style-src ${hashOf(pageStyle)}; script-src ${hashOf(pageScript)}; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const pageAnswer = (body: string, status = 200): Answer => ({
  status,
  headers: {
    ...always,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy,
    'referrer-policy': 'no-referrer',
  },
  body,
});

/** After a change: the page that says what happened, so that reloading does no harm. */
export const seeOther = (path: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 303,
  headers: { ...always, ...headers, location: pageHref(path), 'referrer-policy': 'no-referrer' },
  body: '',
});

/** The same page in the language that the reader wants, which is kept for all of them. */
export const switchLanguage = (
  language: PageLanguage,
  path: string,
  query: Readonly<Record<string, string>>,
  header: (name: string) => string | null,
): Answer => seeOther(`${path}${queryOf(query)}`, { 'set-cookie': languageCookie(language, pageRoot, header) });

const ranks: readonly Role[] = ['operator', 'reader', 'support'];

/** The most that somebody may do. */
const roleOf = ({ roles }: Pick<PageCaller, 'roles'>): Role | undefined => ranks.find((role) => mayAct(roles, role));

export const isOperator = ({ caller }: Pick<PageShell, 'caller'>): boolean => roleOf(caller) === 'operator';

interface Tab {
  readonly path: string;
  readonly name: keyof (typeof tabWords)[PageLanguage];
  readonly role: Role;
}

const tabs: readonly Tab[] = [
  { path: '', name: 'overview', role: 'reader' },
  { path: 'waves', name: 'waves', role: 'reader' },
  { path: 'people', name: 'people', role: 'support' },
  { path: 'mails', name: 'mails', role: 'reader' },
  { path: 'setup', name: 'setup', role: 'reader' },
  { path: 'audit', name: 'audit', role: 'reader' },
];

/** Whether mail leaves, in one word. */
function stateWord({ state, dryRun, isStopped = false, language }: PageShell): string {
  const say = frameWords[language];
  if (isStopped) return say.stopped;
  if (state.status === 'paused') return say.paused;
  return dryRun ? say.dryRun : say.running;
}

export interface PageContent {
  /** The page's name in the title. */
  readonly title: string;
  readonly main: Html;
  /** From the root to here, without this page. */
  readonly crumbs?: readonly (readonly [path: string, label: string])[];
  /** How this page is called in the crumbs. */
  readonly here?: string;
  /** The page of something that goes on: it is read again by itself, until the reader stops it. */
  readonly goesOn?: GoesOn | undefined;
}

export type GoesOn = 'readAgain' | 'stopped';

/** Whether a page is to be read again by itself: while something goes on, and nobody has stopped it. */
export const goesOnIf = (isUnderWay: boolean, still: string | undefined): GoesOn | undefined => {
  if (!isUnderWay) return undefined;
  return still === undefined ? 'readAgain' : 'stopped';
};

const readAgainAfterSeconds = 30;

/** A page of the campaign: the header with state, pause and navigation, then what the page shows. */
export const campaignPage = (shell: PageShell, content: PageContent, status = 200): Answer =>
  pageAnswer(
    documentOf(
      `${stateWord(shell)} · ${content.title} · ${shell.campaignName}`,
      html`${topOf(shell)} ${navigationOf(shell, content.goesOn)}`,
      html`${crumbsOf(content, shell)}${content.main}`,
      { language: shell.language, isReadAgain: content.goesOn === 'readAgain' },
    ),
    status,
  );

/** A page without a campaign: signing in, or what could not be done. */
export const barePage = (title: string, main: Html, language: PageLanguage, status = 200): Answer =>
  pageAnswer(
    documentOf(
      `${title} · SSPR onboarding`,
      html`<div class="wrap">
        <p class="brand"><a href="${text(pageRoot)}">SSPR onboarding</a></p>
      </div>`,
      main,
      { language },
    ),
    status,
  );

interface DocumentOptions {
  readonly language: PageLanguage;
  readonly isReadAgain?: boolean;
}

const documentOf = (
  title: string,
  header: Html,
  main: Html,
  { language, isReadAgain = false }: DocumentOptions,
): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${pageStyle}</style>${isReadAgain ? `\n<noscript><meta http-equiv="refresh" content="${readAgainAfterSeconds}"></noscript>` : ''}
</head>
<body data-copied="${frameWords[language].copied}"${isReadAgain ? ` data-again="${readAgainAfterSeconds}"` : ''}>
<a class="hide" href="#main">${frameWords[language].toContent}</a>
<header class="top">
${header}
</header>
<main id="main">
${main}
</main>
<script>${pageScript}</script>
</body>
</html>
`;

function topOf(shell: PageShell): Html {
  const { campaignName, organisation, state } = shell;
  const isPaused = state.status === 'paused';
  const look = isPaused || shell.isStopped ? 'state stop' : shell.dryRun ? 'state wait' : 'state';
  return html`<div class="wrap" data-live="top">
    <p class="brand">
      <a href="${text(pageRoot)}"><bdi>${text(campaignName)}</bdi></a>
      <span class="soft"><bdi>${text(organisation)}</bdi></span>
    </p>
    <p class="${text(look)}">${text(stateWord(shell))}</p>
    ${isOperator(shell) ? switchOf(shell, isPaused) : html``}
  </div>`;
}

/** Stopping takes one press; starting again leads to a page that says what will happen. */
const switchOf = (shell: PageShell, isPaused: boolean): Html =>
  isPaused
    ? html`<p><a class="btn" href="${text(pageHref('resume'))}">${text(frameWords[shell.language].resume)}</a></p>`
    : postForm(
        shell,
        'pause',
        html`<button class="btn halt" type="submit">${text(frameWords[shell.language].pause)}</button>`,
      );

function navigationOf(shell: PageShell, goesOn: GoesOn | undefined): Html {
  const { clock, caller, path, language, isAnswer = false } = shell;
  const say = frameWords[language];
  const own = path.split('/')[0]!;
  const items = tabs
    .filter(({ role }) => mayAct(caller.roles, role))
    .map(
      (tab) =>
        html`<li>
          <a href="${text(pageHref(tab.path))}" ${tab.path === own ? html` aria-current="page"` : html``}
            >${text(tabWords[language][tab.name])}</a
          >
        </li>`,
    );
  const role = roleOf(caller);
  const who = [caller.name, role && roleWords[language][role]].filter((one) => one !== undefined).join(', ');
  return html`<div class="wrap">
    <nav aria-label="${text(say.pages)}">
      <ul class="tabs">
        ${joinHtml(items)}
      </ul>
    </nav>
    <p class="who">
      <span
        ><span data-live="time"
          >${text(say.clockReads(`${clock.day(clock.now)}, ${clock.time(clock.now)}`, clock.place))}</span
        >${isAnswer ? html`` : againBy(shell, goesOn)}</span
      >
      <span
        ><bdi>${text(who)}</bdi>,
        <a href="/.auth/logout">${text(say.signOut)}</a>${isAnswer ? html`` : otherLanguageLink(shell)}</span
      >
    </p>
  </div>`;
}

/** Without script the whole page is read again, which takes the place where somebody was reading: it can be stopped. */
function againBy({ path, language }: PageShell, goesOn: GoesOn | undefined): Html {
  const say = frameWords[language];
  const now = html`, <a href="${text(pageHref(path))}">${text(say.readAgain)}</a>`;
  if (goesOn === undefined) return now;
  if (goesOn === 'stopped') return html`${now}${text(say.byItselfNoMore)}`;
  const stop = html`<a href="${text(`${pageHref(path)}?still=yes`)}">${text(say.stop)}</a>`;
  return html`${now}${say.byItself(text(String(readAgainAfterSeconds)), stop)}`;
}

/** The switch: the same page in the other language, which is kept from then on. */
function otherLanguageLink({ path, query, language }: PageShell): Html {
  const other = pageLanguages.find((one) => one !== language)!;
  const href = `${pageHref(path)}${queryOf({ ...query, [languageName]: other })}`;
  return html`,
    <a href="${text(href)}" lang="${text(other)}" hreflang="${text(other)}"
      >${text(frameWords[language].otherLanguage)}</a
    >`;
}

function crumbsOf({ crumbs = [], here = '' }: PageContent, { language }: PageShell): Html {
  if (crumbs.length === 0) return html``;
  const items = crumbs.map(([path, label]) => html`<li><a href="${text(pageHref(path))}">${text(label)}</a></li>`);
  return html`<nav aria-label="${text(frameWords[language].whereYouAre)}">
    <ol class="crumbs">
      ${joinHtml(items)}
      <li><bdi>${text(here)}</bdi></li>
    </ol>
  </nav> `;
}

/** Whether text that is typed into a form would be lost with the page: once it is, or because it came back unsaved. */
export type Unsaved = 'typed' | 'already';

/** A form that changes something or asks Microsoft Graph. Its token holds for this caller, this path and an hour. */
export const postForm = (shell: Pick<PageShell, 'tokenFor'>, path: string, content: Html, unsaved?: Unsaved): Html =>
  html`<form
    method="post"
    action="${text(pageHref(path))}"
    ${unsaved === undefined ? html`` : html` data-unsaved="${text(unsaved)}"`}
  >
    <input type="hidden" name="token" value="${text(shell.tokenFor(path))}" />${content}
  </form>`;

/** How old figures are: what people did is in them within a minute, what only time did by the next count. */
export function agedAt(
  { asOf, countedAt }: { readonly asOf: Date; readonly countedAt: Date | undefined },
  { clock, language }: Pick<PageShell, 'clock' | 'language'>,
): Html {
  const say = frameWords[language];
  const at = moment(asOf, clock);
  return html`<p class="small soft">
    ${countedAt === undefined ? say.asOf(at) : say.countedAnew(at, moment(countedAt, clock))}
  </p>`;
}
