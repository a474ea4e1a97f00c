import { type Answer, type Route, type SimulationRequest, text } from './http.ts';
import { listPage } from './mailbox-list-page.ts';
import { mailDocument } from './mailbox-mail-document.ts';
import { personPage } from './mailbox-person-page.ts';
import { MAILBOX_STYLE } from './mailbox-style.ts';
import type { PersonState } from './person-state.ts';
import { findPerson, type World } from './world.ts';

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail may style itself and show what it carries; it runs nothing, loads nothing and leads nowhere. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** Everybody's mailbox, to read in a browser. */
export function mailboxRoutes(world: World): Route[] {
  return [
    route('/', () => ({ status: 302, headers: { location: '/mailbox' } })),
    route('/favicon.ico', () => ({ status: 204 })),
    route('/mailbox', ({ url }) => page(listPage(world, url.searchParams))),
    route('/mailbox/style.css', () => text(200, MAILBOX_STYLE, { 'content-type': 'text/css; charset=utf-8' })),
    route('/mailbox/{userId}', (request) => withPerson(world, request, (state) => page(personPage(world, state)))),
    route('/mailbox/{userId}/{number}.html', (request) =>
      withPerson(world, request, (state) => showMail(state, request)),
    ),
  ];
}

function route(path: string, answer: Route['answer']): Route {
  return { name: `GET ${path}`, area: 'local', answer };
}

function withPerson(world: World, { params }: SimulationRequest, show: (state: PersonState) => Answer): Answer {
  const state = findPerson(world, params['userId'] ?? '');
  return state === undefined ? text(404, 'There is no such person in the simulated organisation.\n') : show(state);
}

function showMail(state: PersonState, { params }: SimulationRequest): Answer {
  const mail = state.mails.find(({ number }) => String(number) === params['number']);
  return mail === undefined ? text(404, 'This person has no such mail.\n') : page(mailDocument(mail), MAIL_POLICY);
}

function page(body: string, policy = PAGE_POLICY): Answer {
  return text(200, body, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
}
