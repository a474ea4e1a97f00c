import { mkdir, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../shared/api/open-api.ts';

/**
 * Writes the types of a client of the admin API, generated from its OpenAPI document, into output/. A test calls the API
 * through them; `npm run check` writes them anew before it checks types, so they are never those of another day.
 */
const folder = new URL('../output/', import.meta.url);
const types = await openapiTS(JSON.stringify(openApiDocument('1')), { defaultNonNullable: false });
await mkdir(folder, { recursive: true });
await writeFile(new URL('api-client.ts', folder), astToString(types));
