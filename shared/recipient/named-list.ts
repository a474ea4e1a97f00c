/** A list of people that an operator has uploaded, by object id. The campaign document names it. */
export interface NamedList {
  readonly name: string;
  readonly people: number;
  readonly changedAt: Date;
  /** Object id of whoever uploaded it. */
  readonly changedBy: string;
  /** Another one with each upload. */
  readonly contentId: string;
}

/** It stands in addresses, so that it is short and plain. */
export const listNamePattern = /^[a-z][a-z0-9-]{0,39}$/;

const prefix = 'list:';

/** What stands for a list among the groups that somebody is in: no group's id begins so. */
export const listKeyOf = (name: string): string => `${prefix}${name}`;

/** The name of the list that a key stands for; undefined for the id of a group. */
export const listOfKey = (key: string): string | undefined =>
  key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
