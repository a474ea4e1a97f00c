import { z } from 'zod';
import { mostNames } from '../prepopulation/list-file.ts';
import { commonAnswers, count, faulty, instant, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

/** Of 400,000 object ids, a line each. */
export const longestList = 16 * 1_048_576;

const listShape = z
  .object({
    name: z.string(),
    people: count,
    changedAt: instant,
    changedBy: z.string().describe('Object id of whoever uploaded it.'),
    namedIn: z
      .array(z.enum(['includeLists', 'excludeLists']))
      .describe('Where `audience` of the campaign document names it. Empty: nobody is judged by it.'),
  })
  .meta({ id: 'List' });

export const listsShape = z
  .object({
    lists: z.array(listShape),
    unreadable: z
      .array(z.string())
      .describe('Lists whose row in storage cannot be read. Where the document names one, no mail leaves.'),
    missing: z
      .array(z.string())
      .describe('Lists that the document names and nobody has uploaded. Until then no mail leaves.'),
  })
  .meta({ id: 'Lists' });

export const listPlanShape = z
  .object({
    dryRun: z.literal(true),
    confirm: z.string().optional().describe('For the upload; missing when a row names nobody that is known.'),
    people: count.describe('How many the list would have.'),
    added: count.optional().describe('Who is not on the list that there is; missing where that one cannot be read.'),
    removed: count.optional().describe('Who is on it, and would be no more.'),
    found: z
      .record(z.string(), count)
      .describe('Rows by what was found: faulty are `noId` and `unknownName`. `double` counts once, `notSeen` counts.'),
    rows: z
      .array(z.object({ row: z.int().describe('As spreadsheets count.'), because: z.string() }))
      .describe('The first 1,000 of them. Never what stands in the file.'),
    meanings: z.record(z.string(), z.string()).describe('Every `because` that occurs, in words.'),
  })
  .meta({ id: 'ListPlan' });

export const listReplacedShape = z
  .object({
    dryRun: z.literal(false),
    list: listShape,
    readByNewPass: z
      .boolean()
      .describe(
        'true: the document names it, and a pass has begun that judges everybody by it. Mails go by it at once.',
      ),
  })
  .meta({ id: 'ListReplaced' });

const nobodyHasUploaded = problemCase('There is no such list');

export const listOperations = {
  listLists: operation('listLists', {
    summary: 'The lists of people that were uploaded, and whether the campaign document names them',
    answers: { 200: { description: 'The lists by name', schema: listsShape }, ...commonAnswers },
  }),
  showList: operation('showList', {
    summary: 'How many people are on a list, since when and by whom',
    answers: {
      200: { description: 'The list, without its people', schema: listShape },
      404: nobodyHasUploaded,
      409: problemCase('It cannot be read'),
      ...commonAnswers,
    },
  }),
  listListed: operation('listListed', {
    summary: 'The object ids of everybody on a list',
    answers: {
      200: { description: 'One object id in a row, under a header', contentType: 'text/csv' },
      404: nobodyHasUploaded,
      409: problemCase('It cannot be read, or was replaced meanwhile'),
      ...commonAnswers,
    },
  }),
  replaceList: operation('replaceList', {
    summary: 'Uploads a list of people, for audience.includeLists or audience.excludeLists, after a dry run',
    query: z.strictObject({
      dryRun: z
        .enum(['true', 'false'], 'is neither true nor false')
        .default('true')
        .transform((text) => text === 'true'),
      confirm: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'is not what a dry run answers as confirm')
        .optional()
        .describe('What the dry run of the same file answered.'),
    }),
    bodyType: 'text/csv',
    longestBody: longestList,
    body: z
      .string()
      .describe(
        `A column id (object ids) or userPrincipalName (at most ${mostNames} of them), or one of these in a row without a header. Others columns are not looked at.`,
      ),
    answers: {
      200: {
        description: 'What the file would make of the list, or the list',
        schema: z.union([listPlanShape, listReplacedShape]),
      },
      400: faulty,
      409: problemCase('The file or the list is not as it was at the dry run'),
      413: problemCase('The file is too large'),
      415: problemCase('Not text/csv in UTF-8'),
      428: problemCase('There was no dry run'),
      ...commonAnswers,
    },
  }),
  removeList: operation('removeList', {
    summary: 'Removes a list that the campaign document does not name',
    answers: {
      200: { description: 'It is gone', schema: z.object({ removed: z.string() }) },
      404: nobodyHasUploaded,
      409: problemCase('The campaign document names it'),
      ...commonAnswers,
    },
  }),
} as const;
