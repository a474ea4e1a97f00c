import type { z } from 'zod';
import type { Role } from './roles.ts';
import { routes, type OperationName } from './routes.ts';

/** What an operation may answer with one status. */
export interface DescribedAnswer {
  readonly description: string;
  /** Of a JSON body; other bodies have a content type only. */
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

/**
 * One operation of the admin API: its trigger, its checks and its description in one place, so that the OpenAPI document
 * says what the code does.
 */
export interface Operation<Query extends z.ZodType = z.ZodType, Body extends z.ZodType = z.ZodType> {
  /** The function's name, and the operation's id. */
  readonly name: OperationName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As Azure Functions writes it, without the prefix: `waves/{id}`. */
  readonly route: string;
  /** The least role that may call it; undefined: open to anyone. */
  readonly role: Role | undefined;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  /** What the body is when it is not JSON; its schema then sees the text. */
  readonly bodyType?: 'text/csv' | 'form';
  /** How many bytes the body may have, where that is not as many as elsewhere. */
  readonly longestBody?: number;
  /** A body may be left out; then the schema sees an empty object. */
  readonly bodyOptional?: boolean;
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
}

/** Keeps the types of the schemas; method, route and role are those of the table. */
export const operation = <Query extends z.ZodType = z.ZodUndefined, Body extends z.ZodType = z.ZodUndefined>(
  name: OperationName,
  described: Omit<Operation<Query, Body>, 'name' | 'method' | 'route' | 'role'>,
): Operation<Query, Body> => ({ name, ...routes[name], ...described });
