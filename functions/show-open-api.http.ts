import { app } from '@azure/functions';
import { metaOperations } from '../shared/admin/meta-operations.ts';
import { openApiDocument } from '../shared/admin/open-api.ts';
import { jsonAnswer } from '../shared/admin/problem.ts';
import { adminRoute } from './admin-route.ts';

/** The API's own description. */
export const onShowOpenApi = adminRoute(metaOperations.showOpenApi, async () => jsonAnswer(200, openApiDocument('1')));

app.http('showOpenApi', onShowOpenApi);
