import { z } from 'zod';
import { campaignOperations } from './campaign-operations.ts';
import { emailOperations } from './email-operations.ts';
import { causeOperations } from './cause-operations.ts';
import { driftOperations } from './drift-operations.ts';
import type { Operation, DescribedAnswer } from './operation.ts';
import { listOperations } from './list-operations.ts';
import { lostOperations } from './lost-operations.ts';
import { metaOperations } from './meta-operations.ts';
import { pageOperations } from './page-operations.ts';
import { prepopulateOperations } from './prepopulate-operations.ts';
import { reportOperations } from './report-operations.ts';
import { formTypes } from './request-body.ts';
import { roles } from './roles.ts';
import { troubleOperations } from './trouble-operations.ts';
import { userOperations } from './user-operations.ts';
import { waveOperations } from './wave-operations.ts';

/** Every operation belongs to one group, whose name is its tag. */
const groups = [
  { name: 'Page', description: 'The same for people, in a browser.', members: pageOperations },
  { name: 'App', description: 'Whether it is up, and this document.', members: metaOperations },
  { name: 'Report', description: 'How far the campaign is, and what stands in its way.', members: reportOperations },
  {
    name: 'Campaign',
    description: 'The campaign document, its state, and who changed it.',
    members: campaignOperations,
  },
  {
    name: 'Lists',
    description: 'People by object id, whom the document includes or leaves out.',
    members: listOperations,
  },
  { name: 'Waves', description: 'Who is mailed, and from when on.', members: waveOperations },
  {
    name: 'People',
    description: 'One person: where they stand, and what can be done.',
    members: { ...userOperations, ...lostOperations },
  },
  {
    name: 'Trouble',
    description: 'Whose reset does not work, why, and who can mend it.',
    members: { ...troubleOperations, ...driftOperations },
  },
  { name: 'Causes', description: 'What stands behind an error, without a person.', members: causeOperations },
  { name: 'Mails', description: 'What is sent, to look at.', members: emailOperations },
  { name: 'Security info', description: 'Phones and addresses that are known.', members: prepopulateOperations },
] as const;

/** Every operation of the admin API. */
export const operations: readonly Operation[] = groups.flatMap(({ members }) => Object.values<Operation>(members));

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, generated from the operations that the functions are registered with. */
export function openApiDocument(version: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const { name, members } of groups) {
    for (const operation of Object.values<Operation>(members)) {
      const path = (paths[`/api/${operation.route.replace('{*', '{')}`] ??= {});
      path[operation.method.toLowerCase()] = { tags: [name], ...describe(operation, schemas) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'SSPR onboarding: admin API',
      version,
      description: 'Errors are application/problem+json (RFC 9457) and say what to do next.',
      contact: { name: 'Whoever runs this campaign' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: groups.map(({ name, description }) => ({ name, description })),
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `An access token of the tenant for this API with an app role: ${Object.values(roles).join(', ')}. Each may do what those before it may.`,
        },
      },
    },
  };
}

function describe(operation: Operation, schemas: Json): Json {
  const { name, summary, role, body, bodyType, bodyOptional = false, answers } = operation;
  return {
    operationId: name,
    summary,
    description: role ? `Needs the app role ${roles[role]}.` : 'Open to anyone.',
    ...(role === undefined && { security: [] }),
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)],
    ...(body && {
      requestBody: {
        required: !bodyOptional,
        content: Object.fromEntries(
          bodyTypesOf(bodyType).map((type) => [type, { schema: schemaOf(body, 'input', schemas) }]),
        ),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, schemas)]),
    ),
  };
}

const bodyTypesOf = (bodyType: Operation['bodyType']): readonly string[] =>
  bodyType === 'form' ? Object.values(formTypes) : [bodyType ?? 'application/json'];

function describeAnswer(
  { description, schema, contentType = 'application/json' }: DescribedAnswer,
  schemas: Json,
): Json {
  const content = schema ? { schema: schemaOf(schema, 'output', schemas) } : { schema: { type: 'string' } };
  return { description, content: { [contentType]: content } };
}

function pathParameters({ route, name }: Operation): Json[] {
  return [...route.matchAll(/\{\*?(\w+)\}/g)].map(([, parameter]) => {
    const actions = parameter === 'action' ? actionsOf[name] : undefined;
    return {
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string', ...(actions && { enum: actions }) },
    };
  });
}

/** What stands for `{action}` in the paths. */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  changeStatus: ['pause', 'resume'],
  changeWave: ['pause', 'resume', 'cancel'],
  changeUser: ['exclude', 'include', 'resend'],
};

function queryParameters({ query }: Operation): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: 'query', required: required.includes(name), schema };
  });
}

const headerParameters = ({ name }: Operation): Json[] =>
  name === 'replaceCampaign'
    ? [
        {
          name: 'If-Match',
          in: 'header',
          required: true,
          description: 'The ETag of the document.',
          schema: { type: 'string' },
        },
      ]
    : [];

/** A schema of its own name is written down once and referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const parsed = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  const { $schema: _dialect, $defs = {}, ...own } = parsed;
  for (const [name, definition] of Object.entries($defs as Record<string, Json>)) schemas[name] = withoutId(definition);
  const { id } = own;
  if (typeof id !== 'string') return own;
  schemas[id] = withoutId(own);
  return { $ref: `#/components/schemas/${id}` };
}

function withoutId({ id: _id, ...definition }: Json): Json {
  return definition;
}
