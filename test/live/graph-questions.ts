import { graphPermissions } from '../../infra/entra/permissions.ts';
import { defaultQualifyingServicePlans, defaultQualifyingSkus } from '../../shared/recipient/audience.ts';
import { ask, notRead, reading, rowsOf, type Row } from './graph-requests.ts';
import { jsonOf, statusOf, type Answer, type LiveWorld } from './live-world.ts';
import type { Finding, Question } from './question.ts';

async function readSynchronisation(world: LiveWorld): Promise<Finding> {
  const answer = await ask(world, '/directory/onPremisesSynchronization');
  return {
    seen: [statusOf(answer)],
    answer:
      answer.status === 200 ? 'An application may read it.' : 'The app is not let see it, and declares writeback.',
  };
}

async function readSignIns(world: LiveWorld): Promise<Finding> {
  const answers: Answer[] = [];
  for (let nth = 0; nth < 12; nth++) answers.push(await world.graph('/users?$select=id,signInActivity&$top=999'));
  const refused = answers.findIndex(({ status }) => status === 429);
  const refusal =
    refused === -1
      ? 'none was refused'
      : `number ${refused + 1} was: Retry-After ${answers[refused]!.header('retry-after')}`;
  const length = rowsOf(answers[0]!).length;
  return {
    seen: [`a page has ${length} rows: ${statusOf(answers[0]!)}`, `of 12 requests in a row ${refusal}`],
    answer: refused === -1 ? 'No limit was met.' : `The limit comes after ${refused} requests; the pass waits as told.`,
  };
}

async function comparePermissions(world: LiveWorld): Promise<Finding> {
  const roles = await world.graphRoles();
  if (roles === undefined) return { seen: [], answer: 'The token is none that says what it may.' };
  const seen = graphPermissions.map(
    ({ value, parts }) => `${value} (${parts.join(', ')}): ${roles.includes(value) ? 'held' : 'not held'}`,
  );
  const more = roles.filter((role) => !graphPermissions.some(({ value }) => value === role));
  return {
    seen: [...seen, `more than the app asks for: ${more.join(', ') || 'nothing'}`],
    answer: 'Whatever is held here and was answered with 200 above is enough for it.',
  };
}

async function comparePlans(world: LiveWorld): Promise<Finding> {
  const answer = await ask(world, '/subscribedSkus');
  if (answer.status !== 200) return notRead(answer);
  const known = [defaultQualifyingServicePlans, defaultQualifyingSkus].flatMap(({ cloudOnly, synchronised }) => [
    ...cloudOnly,
    ...synchronised,
  ]);
  const names = rowsOf(answer).flatMap((sku) => [
    [sku['skuId'], sku['skuPartNumber']],
    ...((sku['servicePlans'] ?? []) as Row[]).map((plan) => [plan['servicePlanId'], plan['servicePlanName']]),
  ]);
  const found = new Map(
    names.filter(([id]) => known.includes(String(id))).map(([id, name]) => [String(id), String(name)]),
  );
  return {
    seen: [...found].map(([id, name]) => `${id}: ${name}`),
    answer: `${found.size} of the ${new Set(known).size} ids that the app goes by are in this tenant; read their names.`,
  };
}

async function readBatch(world: LiveWorld): Promise<Finding> {
  const [user] = rowsOf(await ask(world, '/users?$select=id&$top=1'));
  const requests = [
    { id: '1', method: 'GET', url: `/users/${String(user?.['id'])}?$select=id` },
    {
      id: '2',
      method: 'POST',
      url: `/users/${String(user?.['id'])}/checkMemberGroups`,
      headers: { 'Content-Type': 'application/json' },
      body: { groupIds: [world.newId()] },
    },
  ];
  const answer = await ask(world, '/$batch', { requests });
  const { responses = [] } = (jsonOf(answer) ?? {}) as {
    responses?: { id: string; status: number; headers?: Record<string, string> }[];
  };
  return {
    seen: [
      `the batch: ${statusOf(answer)}, x-ms-resource-unit ${answer.header('x-ms-resource-unit') ?? 'none'}`,
      ...responses.map(
        ({ id, status, headers }) => `part ${id}: ${status}, ${headers?.['x-ms-resource-unit'] ?? 'no'} units`,
      ),
    ],
    answer: 'The parts are what the quota counts; the app takes it for two requests.',
  };
}

export const graphQuestions: readonly Question[] = [
  reading('graph-6', 'May an application read onPremisesSynchronization?', readSynchronisation),
  reading('graph-7', 'How long is a page with signInActivity, and when is it throttled?', readSignIns),
  reading('graph-8', 'Which permissions does the token hold, and which are needed?', comparePermissions),
  reading(
    'graph-9',
    'Which of the service plans and licences that the app goes by are here, and by which names?',
    comparePlans,
  ),
  reading('graph-10', 'What does the look at one person before a mail cost?', readBatch),
];
