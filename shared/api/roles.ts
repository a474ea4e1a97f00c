import type { Problem } from './problem.ts';

/**
 * App roles of the admin API, each of which may do what those before it may: the help desk looks at one person at a time,
 * readers see lists and figures too, operators act.
 */
export const roles = { support: 'Campaign.Support', reader: 'Campaign.Read', operator: 'Campaign.Operate' } as const;
export type Role = keyof typeof roles;

const sufficient: Readonly<Record<Role, readonly string[]>> = {
  support: Object.values(roles),
  reader: [roles.reader, roles.operator],
  operator: [roles.operator],
};

export const mayAct = (held: readonly string[], needed: Role): boolean =>
  held.some((role) => sufficient[needed].includes(role));

/** The bearer token of an `Authorization` header. Nothing else identifies a caller: `x-ms-client-principal` is not believed. */
export function bearerToken(authorization: string | null | undefined): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization?.trim() ?? '')?.[1];
}

export const unauthorised = (because: string): Problem => ({
  status: 401,
  title: 'A valid token is needed',
  detail: `${because}. Send "Authorization: Bearer …" with a token that the tenant issued for this API.`,
  headers: { 'www-authenticate': 'Bearer' },
});

export const foreignForm: Problem = {
  status: 403,
  title: 'This was not sent from a page of this app',
  detail:
    'A session may change something only by the forms of this app’s own pages. Open the page and press there. Nothing was changed.',
};

/** The form was made too long ago, for somebody else, or for something else. */
export const staleForm = (isRunOut: boolean): Problem => ({
  status: 403,
  title: isRunOut ? 'This form is more than an hour old' : 'This form is not one of yours',
  detail: 'Open the page again and press there. Nothing was changed.',
});

export const forbidden = (needed: Role): Problem => ({
  status: 403,
  title: `The role ${roles[needed]} is needed`,
  detail: `The token is valid but does not carry the app role ${roles[needed]}. Ask for it on the enterprise application.`,
});
