import { createHash } from 'node:crypto';
import { html, joinHtml, type Html } from '../email/html.ts';
import { dashboardStyle } from './dashboard-style.ts';
import { text } from './page-parts.ts';
import { always, type Answer } from './problem.ts';

const styleHash = createHash('sha256').update(dashboardStyle).digest('base64');

/** Nothing but our own style may be on the page: no script, no image, no form, no frame. */
const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const pageAnswer = (body: string): Answer => ({
  status: 200,
  headers: {
    ...always,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy,
    'referrer-policy': 'no-referrer',
  },
  body,
});

/** What every page of ours has around it. */
export const framedPage = (title: string, header: Html, main: Html): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${dashboardStyle}</style>
</head>
<body>
<header>
<h1>${text(title)}</h1>
${header}
</header>
<main>
${main}
</main>
</body>
</html>
`;

export const section = (title: string, body: Html): Html =>
  html`<section>
    <h2>${text(title)}</h2>
    ${body}
  </section> `;

export const warning = (...lines: readonly Html[]): Html =>
  html`<div class="status warn">${joinHtml(lines.map((line) => html`<p>${line}</p>`))}</div>`;
