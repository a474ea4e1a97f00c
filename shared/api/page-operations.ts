import { z } from 'zod';
import { commonAnswers, faulty, problemCase } from './answer-parts.ts';
import { longestList } from './list-operations.ts';
import { operation } from './operation.ts';
import { longestBody } from './request-body.ts';

/** Every field of a form or a query of the page is a text, and so is a file; what it may say is up to the operation that it leads to. */
const fields = z.record(z.string(), z.string());

/** The page is a face of the API: what it shows and changes, the other operations show and change too. */
export const pageOperations = {
  showPage: operation('showPage', {
    summary: 'The page: how the campaign stands; also for the session of a signed-in browser',
    query: fields,
    answers: {
      200: { description: 'A page', contentType: 'text/html' },
      303: { description: 'Another page is meant', contentType: 'text/html' },
      400: faulty,
      404: problemCase('No such page'),
      ...commonAnswers,
    },
  }),
  changeByPage: operation('changeByPage', {
    summary: 'A form of the page: does what the operation behind it does, for whoever holds its token',
    body: fields,
    bodyType: 'form',
    longestBody: longestList + longestBody,
    answers: {
      200: { description: 'A page, where nothing was changed: a plan, say', contentType: 'text/html' },
      303: { description: 'Done; the page that says what happened', contentType: 'text/html' },
      400: faulty,
      404: problemCase('No such form'),
      409: problemCase('Not possible as things stand'),
      413: problemCase('The body is too large'),
      415: problemCase('A file is not CSV in UTF-8'),
      ...commonAnswers,
    },
  }),
} as const;
