import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { roles } from '../roles.ts';
import { barePage } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { code, facts, faultLine, lead, pageHref, pageRoot, section, text } from './page-parts.ts';
import { problemWords, signInWords } from './words/problem.ts';

/** What a problem says, as far as a page shows it. */
interface ShownProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}

const isPage = (path: string): boolean => path === pageRoot || path.startsWith(`${pageRoot}/`);

/** Where signing in leads back to: the page of a change that was asked for, never the change itself. */
const signInHref = (path: string): string => {
  const back = isPage(path)
    ? path.replace(
        /\/(?:pause|refresh|preflight|test|find|plan|launch|diagnose|pick|exclude-picked|enter|replace|remove)$/,
        '',
      )
    : pageRoot;
  return `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(back)}`;
};

const runOut = /has expired/;

/** A problem for whoever looks at it in a browser: what is wrong, what to do, and one link. */
export function problemPage(answer: Answer, path: string, language: PageLanguage): Answer {
  const problem = JSON.parse(answer.body) as ShownProblem;
  const page = problem.status === 401 ? signInPage(problem, path, language) : faultPage(problem, path, language);
  const { 'content-type': _, ...headers } = answer.headers;
  return { ...page, headers: { ...headers, ...page.headers } };
}

function signInPage({ detail, status }: ShownProblem, path: string, language: PageLanguage): Answer {
  const say = signInWords[language];
  const isRunOut = runOut.test(detail);
  const main = html`<h1>${text(isRunOut ? say.runOutHeading : say.heading)}</h1>
    ${lead(text(isRunOut ? say.runOutLead : say.lead))}
    <p class="row"><a class="btn go" href="${text(signInHref(path))}">${text(say.title)}</a></p>
    ${section('roles', text(say.roles), whatRolesMay(language))}`;
  return barePage(isRunOut ? say.runOut : say.title, main, language, status);
}

function whatRolesMay(language: PageLanguage): Html {
  const say = signInWords[language];
  return facts([
    [say.reader, text(say.readerMay)],
    [say.operator, text(say.operatorMay)],
    [say.support, text(say.supportMay)],
    [say.noRole, say.noRoleMay(code(roles.support), code(roles.reader), code(roles.operator))],
  ]);
}

function faultPage({ status, title, detail, faults = [] }: ShownProblem, path: string, language: PageLanguage): Answer {
  const say = problemWords[language];
  const items = faults.map((fault) => html`<li>${faultLine(fault)}</li>`);
  const list =
    items.length === 0
      ? html``
      : html`<ul class="says">
          ${joinHtml(items)}
        </ul>`;
  const back = backFrom(path);
  const main = html`<h1>${text(say.heading(status, title))}</h1>
    ${lead(html`<span lang="en">${say.said(text(title), text(detail))}</span>`)} ${list}
    <p class="row">
      <a class="btn go" href="${text(back)}">${text(back === pageRoot ? say.toOverview : say.back)}</a>
    </p>
    <p class="small soft">${text(status)}</p>`;
  return barePage(String(status), main, language, status);
}

/** The page that the failed step belongs to. */
function backFrom(path: string): string {
  if (!isPage(path)) return pageRoot;
  const parts = path.slice(pageRoot.length).split('/').filter(Boolean);
  return parts.length > 1 ? pageHref(parts.slice(0, -1).join('/')) : pageRoot;
}
