import { metaOperations } from '../shared/api/meta-operations.ts';
import { openApiDocument } from '../shared/api/open-api.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';

/** The API's own description. */
export const onShowOpenApi = adminRoute(metaOperations.showOpenApi, async () => jsonAnswer(200, openApiDocument('1')));
