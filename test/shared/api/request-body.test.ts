import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonAnswer, problemAnswer, type Answer } from '../../../shared/api/problem.ts';
import { formTypes, longestBody, readBody, readForm, readQuery } from '../../../shared/api/request-body.ts';
import { mostUsers, waveRequest } from '../../../shared/api/wave-request.ts';
import { at } from '../../builders/instants.ts';
import { groupId, personId } from '../../builders/people.ts';

interface ShownProblem {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}

const shown = ({ body }: Answer) => JSON.parse(body) as ShownProblem;

/** What is answered to a body that is refused. */
function refusalOf(text: string, schema: z.ZodType = waveRequest): ShownProblem {
  const reading = readBody(text, schema);
  if (reading.valid) throw new Error('The body was taken');
  expect(reading.answer.headers['content-type']).toBe('application/problem+json');
  expect(reading.answer.status).toBe(shown(reading.answer).status);
  return shown(reading.answer);
}

describe('a body', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'name=Pilot'],
    ['JSON that was cut off', '{"name": "Pil'],
    ['undefined', 'undefined'],
  ])('that is %s is refused, and nothing was started', (_what, text) => {
    expect(refusalOf(text)).toMatchObject({ status: 400, title: 'The body is not JSON', type: 'about:blank' });
    expect(refusalOf(text).detail).toMatch(/Nothing was started\.$/);
  });

  it.each(['null', '5', '"Pilot"', '[]', 'true'])('that is no object is refused: %s', (text) => {
    expect(refusalOf(text)).toMatchObject({ status: 400, title: 'The body has faults' });
  });

  it('is refused when it is larger than a megabyte, counted in bytes', () => {
    const schema = z.string();
    const halfOfIt = 'å'.repeat(longestBody / 2);
    expect(refusalOf(`"${halfOfIt}"`, schema)).toMatchObject({ status: 413 });
    expect(readBody(`"${halfOfIt.slice(2)}"`, schema).valid).toBe(true);
  });

  it('answers every fault at once, each with its path', () => {
    const body = {
      name: ' ',
      groups: [groupId, 'Finance'],
      users: [personId(1), 'nobody'],
      limit: 0,
      startsAt: '2026-12-01',
      launch: true,
    };
    const { faults = [] } = refusalOf(JSON.stringify(body));
    expect(new Set(faults.map(({ path }) => path))).toEqual(
      new Set(['name', 'groups[1]', 'users[1]', 'limit', 'startsAt', 'launch']),
    );
    expect(faults.find(({ path }) => path === 'groups[1]')?.message).toMatch(/^is not an object id/);
  });
});

describe('a form', () => {
  const anything = z.record(z.string(), z.string());
  const longest = 2 * longestBody;

  /** As a browser sends it. */
  async function sent(fields: Readonly<Record<string, string | Blob>>) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const request = new Response(form);
    const type = request.headers.get('content-type');
    return readForm(new Uint8Array(await request.arrayBuffer()), type, anything, longest);
  }
  const file = (content: string | Uint8Array<ArrayBuffer>) => new File([content], 'phones.csv', { type: 'text/csv' });

  it('has the text of a file as a field', async () => {
    const fields = { token: 'a', file: file('\uFEFFid;email\r\nå;b') };
    expect(await sent(fields)).toEqual({ valid: true, value: { token: 'a', file: 'id;email\r\nå;b' } });
  });

  it('with a file that is no UTF-8 is refused, and told how to save it', async () => {
    const reading = await sent({ file: file(Uint8Array.of(0x69, 0x64, 0x0a, 0xe5)) });
    expect(reading.valid ? undefined : shown(reading.answer)).toMatchObject({
      status: 415,
      detail: expect.stringContaining('save it as "CSV UTF-8"') as string,
    });
  });

  it.each([
    ['a file of more than a megabyte is taken', { file: file('x'.repeat(longestBody)) }, undefined],
    ['a file that is too long is refused', { file: file('x'.repeat(longest)) }, 413],
  ])('%s', async (_, fields, status) => {
    const reading = await sent(fields);
    expect(reading.valid ? undefined : reading.answer.status).toBe(status);
  });

  it.each([
    ['of more than a megabyte without a file', formTypes.plain, 'x'.repeat(longestBody + 1), 413],
    ['that breaks off', `${formTypes.withFiles}; boundary=x`, '--x\r\ncontent-disposition: form-data; name="a"', 400],
    ['without a boundary', formTypes.withFiles, '', 400],
  ])('%s is refused', async (_, type, text, status) => {
    const reading = await readForm(new TextEncoder().encode(text), type, anything, longest);
    expect(reading.valid ? undefined : reading.answer.status).toBe(status);
  });
});

describe('a query', () => {
  it('is read by its schema in the same way', () => {
    const schema = z.strictObject({ locale: z.enum(['en', 'sv']) });
    expect(readQuery({ locale: 'sv' }, schema)).toEqual({ valid: true, value: { locale: 'sv' } });
    const reading = readQuery({ locale: 'xx' }, schema);
    expect(reading.valid ? undefined : shown(reading.answer)).toMatchObject({ title: 'The query has faults' });
  });
});

describe('a request for a wave', () => {
  const read = (body: object) => readBody(JSON.stringify(body), waveRequest);

  it('is a dry run for the whole audience, unless it says otherwise', () => {
    expect(read({ name: 'Pilot' })).toEqual({
      valid: true,
      value: { name: 'Pilot', goal: 'register', groups: [], users: [], dryRun: true },
    });
  });

  it('has its name without blanks around it, and its time as an instant', () => {
    expect(read({ name: ' Pilot ', startsAt: '2026-12-01T09:00:00+01:00' })).toMatchObject({
      value: { name: 'Pilot', startsAt: at('2026-12-01T08:00:00Z') },
    });
  });

  it.each<[string, object]>([
    ['no name', {}],
    ['a name without a letter or digit', { name: '---' }],
    ['a name that is too long', { name: 'a'.repeat(61) }],
    ['a fraction of people', { name: 'a', limit: 1.5 }],
    ['a time without a zone', { name: 'a', startsAt: '2026-12-01T09:00:00' }],
    ['"false" for false', { name: 'a', dryRun: 'false' }],
    ['too many users', { name: 'a', users: Array.from({ length: mostUsers + 1 }, (_, n) => personId(n)) }],
    ['a confirm that no dry run answers', { name: 'a', confirm: 'yes' }],
  ])('is refused with %s', (_what, body) => {
    expect(read(body).valid).toBe(false);
  });
});

describe('an answer', () => {
  it('is never kept by a cache nor guessed at by a browser', () => {
    expect(jsonAnswer(200, { a: 1 }, { location: '/x' })).toEqual({
      status: 200,
      headers: {
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-type': 'application/json',
        location: '/x',
      },
      body: '{"a":1}',
    });
  });

  it('that is a problem has the shape of RFC 9457, with headers of its own beside it', () => {
    const answer = problemAnswer({
      status: 503,
      title: 'Wait',
      detail: 'Try again.',
      headers: { 'retry-after': '30' },
    });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '30' });
    expect(shown(answer)).toEqual({ type: 'about:blank', status: 503, title: 'Wait', detail: 'Try again.' });
  });
});
