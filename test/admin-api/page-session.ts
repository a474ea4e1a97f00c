import type { AdminHost } from './admin-host.ts';

/** What a browser is answered. */
export interface Shown {
  readonly status: number;
  readonly location: string | undefined;
  /** What the browser is to keep. */
  readonly cookie: string | undefined;
  readonly body: string;
}

type Fields = Readonly<Record<string, string>>;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const plain = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!);

/** The headers of a form that is sent from a page of the app. */
const fromOwnPage = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  accept: 'text/html',
};

export const root = '/api/dashboard';

/** Somebody who has signed in, with the token that App Service hands on, and without a browser. */
export class PageSession {
  readonly #host: AdminHost;
  readonly token: string;

  constructor(host: AdminHost, token: string) {
    this.#host = host;
    this.token = token;
  }

  static async of(host: AdminHost, role: 'operator' | 'reader' | 'support', user?: string): Promise<PageSession> {
    const query = new URLSearchParams({ role, use: 'id', ...(user && { user }) });
    return new PageSession(host, await (await fetch(`${host.simulation.origin}/token?${query.toString()}`)).text());
  }

  get(path: string, headers: Fields = {}): Promise<Shown> {
    return this.#ask(path, { headers: { accept: 'text/html', ...headers } });
  }

  /** Sends fields to a path below the root, as the page's form does unless headers say otherwise. */
  post(path: string, fields: Fields, headers: Fields = fromOwnPage): Promise<Shown> {
    return this.#ask(`${root}/${path}`, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  }

  /** Sends fields and a file to a path below the root, as a form with a file does. */
  async postFile(path: string, fields: Fields, csv: string): Promise<Shown> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (name !== 'file') form.append(name, value);
    form.append('file', new File([csv], 'people.csv', { type: 'application/vnd.ms-excel' }));
    const request = new Response(form);
    const headers = { ...fromOwnPage, 'content-type': request.headers.get('content-type')! };
    return this.#ask(`${root}/${path}`, { method: 'POST', headers, body: await request.arrayBuffer() });
  }

  /** The fields of the form that a page sends to `action`, as they are before anybody types. */
  async fieldsOf(page: string, action: string): Promise<Fields> {
    return fieldsIn((await this.get(`${root}${page === '' ? '' : `/${page}`}`)).body, action);
  }

  async #ask(
    path: string,
    { headers, ...init }: Omit<RequestInit, 'headers'> & { readonly headers: Fields },
  ): Promise<Shown> {
    const session = { 'x-ms-token-aad-id-token': this.token };
    const answer = await fetch(`${this.#host.url}${path}`, {
      ...init,
      headers: { ...session, ...headers },
      redirect: 'manual',
    });
    const [location, cookie] = ['location', 'set-cookie'].map((name) => answer.headers.get(name) ?? undefined);
    return { status: answer.status, location, cookie, body: await answer.text() };
  }
}

/** What a form of a page holds. Throws where there is no form to that path. */
export function fieldsIn(body: string, action: string): Fields {
  const forms = [...body.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([^]*?)<\/form>/g)];
  const content = forms.find(([, to]) => plain(to!) === `${root}/${action}`)?.[2];
  if (content === undefined) throw new Error(`There is no form to ${action}, only ${forms.map(([, to]) => to).join()}`);
  const typed = [...content.matchAll(/<input[^>]*>/g)].filter(([tag]) => !/type="checkbox"/.test(tag));
  const inputs = typed.map(
    ([tag]) => [/ name="([^"]*)"/.exec(tag)?.[1], plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? '')] as const,
  );
  const areas = [...content.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?([^]*?)<\/textarea>/g)].map(
    ([, name, value]) => [name, plain(value!)] as const,
  );
  return Object.fromEntries([...inputs, ...areas].filter(([name]) => name !== undefined)) as Fields;
}

export interface DoorInPage {
  readonly href: string;
  readonly figure: number;
}

/** Every link of a page that has a figure: what people are called is none. */
export function doorsIn(body: string): readonly DoorInPage[] {
  return [...body.matchAll(/<a\s[^>]*?href="([^"]*)"[^>]*>([^]*?)<\/a\s*>/g)].flatMap(([, href, label]) => {
    const words = label!.replaceAll(/<(bdi|code|time)[^]*?<\/\1\s*>/g, '').replaceAll(/<[^>]+>/g, '');
    const figure = /(?:^|\s)(\d[\d,]*)(?:\s|$)/.exec(words)?.[1];
    return figure === undefined ? [] : [{ href: plain(href!), figure: Number(figure.replaceAll(',', '')) }];
  });
}

/** Every address that a page leads to within the page. */
export const linksIn = (body: string): readonly string[] =>
  [...body.matchAll(/ href="([^"#]*)"/g)].map(([, href]) => plain(href!)).filter((href) => href.startsWith(root));

/** The lines of the last table of a page. */
export const linesIn = (body: string): number =>
  [...(body.split('<tbody>').at(-1) ?? '').split('</tbody>')[0]!.matchAll(/<tr[\s>]/g)].length;
