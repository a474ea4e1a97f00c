import { describe, expect, it } from 'vitest';
import { answerPrepopulation, barrierTo } from '../../../shared/api/prepopulate-answer.ts';
import { prepopulatePlanShape, prepopulateResultShape } from '../../../shared/api/prepopulate-operations.ts';
import { readText } from '../../../shared/api/request-body.ts';
import { personId } from '../../builders/people.ts';

describe('pre-population', () => {
  it.each([
    ['is off by default', { prepopulation: false, dryRun: false }, true, /^Set the app setting PREPOPULATION to true/],
    ['plans', { prepopulation: true, dryRun: false }, true, undefined],
    ['runs', { prepopulation: true, dryRun: false }, false, undefined],
    ['plans while the app is in dry run', { prepopulation: true, dryRun: true }, true, undefined],
    ['adds nothing while the app is in dry run', { prepopulation: true, dryRun: true }, false, /DRY_RUN is true/],
  ])('%s', (_, settings, dryRun, detail) => {
    const barrier = barrierTo({ dryRun }, settings);
    expect(barrier?.detail ?? 'none').toMatch(detail ?? /^none$/);
    expect(barrier?.status ?? 409).toBe(409);
  });

  it('that is off names the permissions to grant', () => {
    const { detail } = barrierTo({ dryRun: true }, { prepopulation: false, dryRun: true })!;
    expect(detail).toContain('UserAuthMethod-Phone.ReadWrite.All');
    expect(detail).toContain('UserAuthMethod-Email.ReadWrite.All');
  });
});

const rows = [
  { kind: 'methods', row: 2, userId: personId(1), methods: { mobilePhone: 'add', email: 'otherThere' } },
  { kind: 'skipped', row: 3, userId: personId(2), because: 'adminUnderTwoGatePolicy' },
  { kind: 'skipped', row: 4, userId: undefined, because: 'unknownUser' },
  { kind: 'faulty', row: 5, faults: [{ column: 'email', message: 'is not an address' }] },
] as const;

describe('the plan that is answered', () => {
  const { status, body } = answerPrepopulation({ kind: 'dryRun', rows, confirm: undefined });
  const plan = prepopulatePlanShape.parse(JSON.parse(body));

  it('counts people and methods', () => {
    const additions = { mobilePhone: 1, alternateMobilePhone: 0, email: 0 };
    expect({ status, ...plan }).toMatchObject({ status: 200, people: 1, additions, skipped: 2, faulty: 1 });
    expect(plan.rows.map(({ row, status: what }) => [row, what])).toEqual([
      [2, 'methods'],
      [3, 'skipped'],
      [4, 'skipped'],
      [5, 'faulty'],
    ]);
  });

  it('says what every word in it means', () => {
    const words = ['add', 'adminUnderTwoGatePolicy', 'otherThere', 'unknownUser'];
    expect(Object.keys(plan.meanings)).toEqual(words);
    expect(Object.values(plan.meanings).every((meaning) => meaning.length > 10)).toBe(true);
  });
});

describe('the result that is answered', () => {
  it.each([
    ['added', true],
    ['sameThere', true],
    ['rejected', true],
    ['notReached', false],
    ['unknown', false],
    ['notPermitted', false],
  ] as const)('with %s is complete: %s', (outcome, complete) => {
    const done = { kind: 'methods', row: 2, userId: personId(1), methods: { email: outcome } } as const;
    const { body } = answerPrepopulation({ kind: 'done', rows: [done], retryAfterSeconds: undefined });
    expect(prepopulateResultShape.parse(JSON.parse(body))).toMatchObject({ dryRun: false, complete });
  });
});

describe('a text body', () => {
  it.each([
    ['text/csv', true],
    ['text/csv; charset=utf-8', true],
    ['Text/CSV; header=present; charset="UTF-8"', true],
    ['text/csv; charset=windows-1252', false],
    ['application/json', false],
    ['text/plain', false],
    ['', false],
  ])('of the type %s is taken: %s', (contentType, valid) => {
    const reading = readText('id,email', contentType);
    expect(reading.valid).toBe(valid);
    expect(reading.valid ? 415 : reading.answer.status).toBe(415);
  });
});
