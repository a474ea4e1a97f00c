import { escapeHtml, html, joinHtml, type Html } from '../shared/email/html.ts';
import type { MailLocale, RenderedMail } from '../shared/email/mail.ts';
import type { PreviewVariant } from '../shared/email/preview.ts';

interface ShownMail {
  readonly variant: PreviewVariant;
  readonly mail: RenderedMail;
}

const style = html`
  body { margin: 0 auto; padding: 24px; max-width: 2100px; font: 16px/1.5 system-ui, sans-serif; color: #1f2933;
  background: #fff; } nav a { display: inline-block; margin: 0 12px 8px 0; } table { border-collapse: collapse; } th, td
  { padding: 6px 14px 6px 0; text-align: start; vertical-align: top; } .views { display: flex; gap: 16px; overflow-x:
  auto; padding-bottom: 16px; } figure { margin: 0; } figcaption { color: #4a5561; font-size: 14px; } iframe { height:
  860px; border: 1px solid #8a94a0; border-radius: 6px; } .desktop { width: 680px; } .phone { width: 375px; }
`;

const views = [
  { palette: html`light`, size: html`desktop` },
  { palette: html`light`, size: html`phone` },
  { palette: html`dark`, size: html`desktop` },
  { palette: html`dark`, size: html`phone` },
] as const;

/** The first page: which mails there are, and a way to each language. */
export function galleryIndex(
  locales: readonly MailLocale[],
  variants: readonly PreviewVariant[],
  version: string,
): string {
  const rows = variants.map(
    ({ name }) =>
      html`<tr>
        <th scope="row">${escapeHtml(name)}</th>
        ${cells(locales, name)}
      </tr>`,
  );
  return page(
    html`Mails`,
    html`<p>Version ${escapeHtml(version)} of the words. Each language has a page with all of its mails.</p>
      <nav>${joinHtml(locales.map(localeLink))}</nav>
      <table>
        <tbody>
          ${joinHtml(rows)}
        </tbody>
      </table>`,
  );
}

/** Every mail of one language, in four views each. */
export function galleryPage(locale: MailLocale, shown: readonly ShownMail[]): string {
  return page(
    escapeHtml(`Mails: ${languageName(locale)}`),
    html`<nav><a href="../index.html">All languages</a></nav>
      ${joinHtml(shown.map(section))}`,
  );
}

function section({ variant, mail }: ShownMail): Html {
  const name = escapeHtml(variant.name);
  return html`<section id="${name}">
    <h2>${name}</h2>
    ${variant.note === undefined ? html`` : html`<p>${escapeHtml(variant.note)}</p>`}
    <p>Subject: <b dir="auto">${escapeHtml(mail.subject)}</b> · <a href="${name}.txt">plain text</a></p>
    <div class="views">${joinHtml(views.map((view) => figure(name, view)))}</div>
  </section>`;
}

function figure(name: Html, { palette, size }: (typeof views)[number]): Html {
  const file = html`${name}.${palette}.html`;
  return html`<figure>
    <iframe class="${size}" src="${file}" title="${name}, ${palette}, ${size}" loading="lazy"></iframe>
    <figcaption><a href="${file}">${palette}, ${size}</a></figcaption>
  </figure>`;
}

function cells(locales: readonly MailLocale[], name: string): Html {
  return joinHtml(
    locales.map((locale) => {
      const tag = escapeHtml(locale);
      return html`<td><a href="${tag}/index.html#${escapeHtml(name)}">${tag}</a></td>`;
    }),
  );
}

function localeLink(locale: MailLocale): Html {
  return html`<a href="${escapeHtml(locale)}/index.html">${escapeHtml(languageName(locale))}</a>`;
}

function languageName(locale: MailLocale): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
}

function page(title: Html, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
}
