import { readFileSync } from 'node:fs';
import { lookUpCause } from '../shared/diagnosis/look-up-cause.ts';
import { owners } from '../shared/diagnosis/owner.ts';
import { questions } from '../shared/diagnosis/questions.ts';
import { causesByCode } from '../shared/diagnosis/reset-code.ts';
import { serverEvents } from '../shared/diagnosis/server-event.ts';
import { fillMarks, tableOf } from './marked-tables.ts';

export const causesFile = new URL('../docs/causes.md', import.meta.url);
export const causesPage = (): string => readFileSync(causesFile, 'utf8');

const code = (text: string): string => `\`${text}\``;
const { causes } = lookUpCause({}, 'public');

const tables = {
  codes: tableOf(
    ['the page shows', 'cause'],
    Object.entries(causesByCode).map(([shown, cause]) => [code(shown), code(cause)]),
  ),
  'server events': tableOf(
    ['event', 'log', 'what happened', 'cause'],
    Object.entries(serverEvents).map(([event, { source, meaning, cause }]) => [
      code(event),
      source,
      meaning,
      cause === undefined ? 'none' : code(cause),
    ]),
  ),
  causes: tableOf(
    ['cause', 'what it means', 'who can mend it', 'what they do', 'tell the person'],
    causes.map(({ id, meaning, owner, remedy, message, documentation }) => [
      code(id),
      `${meaning} [Microsoft](${documentation})`,
      owners[owner],
      remedy.join('<br>'),
      message,
    ]),
  ),
  questions: tableOf(
    ['question', 'in short', 'at length'],
    Object.values(questions).map(({ question, answer, documentation }) => [
      question,
      answer,
      `[Microsoft](${documentation})`,
    ]),
  ),
};

/** docs/causes.md with its tables as the code has them. */
export const withCauses = (text: string): Promise<string> => fillMarks(text, tables, causesFile);
