import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { barePage } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { code, lead, pageHref, pageRoot, text } from './page-parts.ts';

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
  const isRunOut = runOut.test(detail);
  const title = isRunOut ? 'Your sign-in has run out. Nothing was changed.' : 'Sign in to see the campaign.';
  const main = html`<h1>${text(title)}</h1>
    ${lead(isRunOut ? html`Sign in again, and you are back where you were.` : html`You use your work account.`)}
    <p class="row"><a class="btn go" href="${text(signInHref(path))}">Sign in</a></p>
    <section aria-labelledby="roles">
      <h2 id="roles">What you may then do</h2>
      <dl class="kv">
        <dt>Reader</dt>
        <dd>See every page and list</dd>
        <dt>Operator</dt>
        <dd>Also start, stop and correct</dd>
        <dt>Help desk</dt>
        <dd>Find one person and see why a reset fails</dd>
        <dt>No role</dt>
        <dd>
          Ask whoever runs this campaign for one of the app roles ${code('Campaign.Support')}, ${code('Campaign.Read')}
          or ${code('Campaign.Operate')}
        </dd>
      </dl>
    </section>`;
  return barePage(isRunOut ? 'Sign-in has run out' : 'Sign in', main, language, status);
}

function faultPage({ status, title, detail, faults = [] }: ShownProblem, path: string, language: PageLanguage): Answer {
  const list = faults.map(({ path: at, message }) => html`<li>${code(at)} ${text(message)}</li>`);
  const main = html`<h1>${text(title)}.</h1>
    ${lead(text(detail))}
    ${
      list.length > 0
        ? html`<ul class="says">
            ${joinHtml(list)}
          </ul>`
        : html``
    }
    <p class="row">
      <a class="btn go" href="${text(backFrom(path))}"
        >${backFrom(path) === pageRoot ? html`Back to the overview` : html`Back to where you were`}</a
      >
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
