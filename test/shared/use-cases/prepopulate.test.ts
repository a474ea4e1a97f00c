import { describe, expect, it } from 'vitest';
import type { ContactFile } from '../../../shared/prepopulation/contact-file.ts';
import type { ContactDetails } from '../../../shared/prepopulation/contact-details.ts';
import {
  prepopulate,
  type PrepopulateAnswer,
  type PrepopulatePorts,
  type PrepopulateRequest,
} from '../../../shared/use-cases/prepopulate.ts';
import { aDocument, type DocumentChange } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { aRegistration, aUser, capableRegistration, personId } from '../../builders/people.ts';
import { aFactsRow } from '../../builders/storage.ts';
import type { FakeAuthenticationMethods } from '../../fakes/fake-authentication-methods.ts';
import { deploymentId } from '../../builders/policies.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

const upn = (n: number) => aUser({ id: personId(n) }).userPrincipalName;
const phone = (n: number) => `+46 70123456${n}`;

/** People 1 to 5, who only have to register. */
async function tenant() {
  const fakes = fakePorts(now);
  await fakes.recipients.writeFacts([1, 2, 3, 4, 5].map((n) => aFactsRow(n)));
  for (const n of [1, 2, 3, 4, 5]) {
    fakes.users.idsByUpn.set(upn(n), personId(n));
    fakes.authenticationMethods.put(personId(n));
  }
  return { ...fakes, isOvertime: () => false };
}
type Ports = PrepopulatePorts & Pick<FakePorts, 'clock'>;

/** The same people, with something happening before each method is added. */
const before = (ports: Ports, happen: (userId: string) => Promise<void> | void): Ports => ({
  ...ports,
  authenticationMethods: {
    read: (userId, methods) => ports.authenticationMethods.read(userId, methods),
    add: async (userId, method, value) => {
      await happen(userId);
      return ports.authenticationMethods.add(userId, method, value);
    },
    remove: (userId, method) => ports.authenticationMethods.remove(userId, method),
  },
});

const fileOf = (...rows: readonly (readonly [number, ContactDetails])[]): Extract<ContactFile, { kind: 'read' }> => ({
  kind: 'read',
  rows: rows.map(([n, details], i) => ({ row: i + 2, user: upn(n), details })),
  faultyRows: [],
});
const phonesOf = (...people: readonly number[]) =>
  fileOf(...people.map((n) => [n, { mobilePhone: phone(n) }] as const));

const by = '11111111-1111-4111-8111-111111111111';
/** By an app, where one operator is enough. */
const alone = { by, isUser: false, needsTwoOperators: false, deploymentId } as const;
const plan = (file: ReturnType<typeof fileOf>, ports: Ports, document: DocumentChange = {}) =>
  prepopulate({ ...alone, file, dryRun: true }, aDocument(document), now, ports);
const run = (
  file: ReturnType<typeof fileOf>,
  confirm: string | undefined,
  ports: Ports,
  document: DocumentChange = {},
) => prepopulate({ ...alone, file, dryRun: false, confirm }, aDocument(document), ports.clock.now(), ports);

async function confirmOf(file: ReturnType<typeof fileOf>, ports: Ports): Promise<string | undefined> {
  const answer = await plan(file, ports);
  return answer.kind === 'dryRun' ? answer.confirm : undefined;
}

/** What becomes of each row, in short. */
function outcomes(answer: PrepopulateAnswer): readonly unknown[] {
  if (answer.kind !== 'dryRun' && answer.kind !== 'done') return [answer.kind];
  return answer.rows.map((row) => {
    if (row.kind === 'methods') return row.methods;
    return row.kind === 'skipped' ? row.because : row.faults.map(({ message }) => message);
  });
}

/** The trail names people by a hash. */
const hashesOf = async ({ erasedPeople }: Ports, ...people: readonly number[]) =>
  (await Promise.all(people.map((n) => erasedPeople.hashOf(personId(n))))).join(' ');

const audit = async (ports: Ports) => (await ports.auditTrail.list(10, undefined)).entries;
const writes = ({ authenticationMethods: { added } }: { readonly authenticationMethods: FakeAuthenticationMethods }) =>
  added.map(({ userId, method }) => [userId, method]);

describe('the dry run of a file', () => {
  it('says what would be added and to whom, and adds nothing', async () => {
    const ports = await tenant();
    ports.authenticationMethods.put(personId(2), { mobilePhone: phone(9) });
    ports.authenticationMethods.put(personId(3), { mobilePhone: phone(3) });
    const file = fileOf(
      [1, { mobilePhone: phone(1), email: 'a@example.com' }],
      [2, { mobilePhone: phone(2), email: 'b@example.com' }],
      [3, { mobilePhone: phone(3) }],
      [4, { alternateMobilePhone: phone(4) }],
      [5, { email: upn(5).toUpperCase() }],
      [6, { mobilePhone: phone(6) }],
    );
    const answer = await plan(file, ports);
    expect(outcomes(answer)).toEqual([
      { mobilePhone: 'add', email: 'add' },
      { mobilePhone: 'otherThere', email: 'add' },
      { mobilePhone: 'sameThere' },
      { alternateMobilePhone: 'needsMobilePhone' },
      { email: 'ownMailbox' },
      'unknownUser',
    ]);
    expect(answer).toMatchObject({ confirm: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(writes(ports)).toEqual([]);
  });

  it('asks for nobody’s phones for whom nothing may be entered', async () => {
    const ports = await tenant();
    await ports.recipients.writeFacts([
      aFactsRow(1, { registration: aRegistration({ isAdmin: true }) }),
      aFactsRow(2, { user: aUser({ id: personId(2), userType: 'guest' }) }),
      aFactsRow(3, { registration: capableRegistration }),
      aFactsRow(4, { registration: undefined }),
    ]);
    const answer = await plan(phonesOf(1, 2, 3, 4, 5), ports);
    const reasons = ['adminUnderTwoGatePolicy', 'guest', 'alreadyCapable', 'notReported'];
    expect(outcomes(answer)).toEqual([...reasons, { mobilePhone: 'add' }]);
    expect(ports.authenticationMethods.asked).toEqual([personId(5)]);
  });

  it('has no confirm while a row is faulty, also when only the directory shows it', async () => {
    const ports = await tenant();
    const faultyRows = [{ row: 9, faults: [{ column: 'email', message: 'is no address' }] }] as const;
    expect(await plan({ ...phonesOf(1), faultyRows }, ports)).toMatchObject({ kind: 'dryRun', confirm: undefined });
    const twice = phonesOf(1);
    const byId = { row: 7, user: personId(1), details: { email: 'a@example.com' } };
    const answer = await plan({ ...twice, rows: [...twice.rows, byId] }, ports);
    expect(outcomes(answer)).toEqual([{ mobilePhone: 'add' }, ['is in row 2 already']]);
    expect(answer).toMatchObject({ confirm: undefined });
  });

  it('has no confirm when there is nothing to add', async () => {
    const ports = await tenant();
    ports.authenticationMethods.put(personId(1), { mobilePhone: phone(1) });
    expect(await confirmOf(phonesOf(1), ports)).toBeUndefined();
  });

  it('keeps of a file a digest with a salt of its own: the same file has another one each time (guard 1)', async () => {
    const ports = await tenant();
    const confirms = [await confirmOf(phonesOf(1), ports), await confirmOf(phonesOf(1), ports)];
    const kept = await Promise.all(confirms.map((confirm) => ports.plans.find(confirm!)));
    expect(new Set(kept.map((draft) => draft!.requestDigest.split(' ')[0])).size).toBe(2);
    expect(new Set(kept.map((draft) => draft!.requestDigest.split(' ')[1])).size).toBe(2);
  });

  it('is in the audit trail, whatever comes of it, with its people and without their phones (guard 1)', async () => {
    const ports = await tenant();
    ports.users.throttleNext(30);
    await plan(phonesOf(1), ports);
    await plan(phonesOf(1, 2), ports);
    const entry = { by, at: now, action: 'planPrepopulation' };
    expect(await audit(ports)).toMatchObject([
      { ...entry, outcome: 'refused', details: { because: 'throttled' } },
      { ...entry, outcome: 'done', details: { userIds: await hashesOf(ports, 1, 2), people: 2, methods: 2 } },
    ]);
    expect(JSON.stringify(await audit(ports))).not.toMatch(/70123456|contoso/);
  });

  it('is noted before anybody is looked at (guard 1)', async () => {
    const ports = await tenant();
    let noted: unknown;
    const read = async () => {
      noted = await audit(ports);
      throw new Error('the process was killed');
    };
    await expect(plan(phonesOf(1), { ...ports, adminRoles: { read } })).rejects.toThrow('killed');
    expect(noted).toMatchObject([{ outcome: 'begun', details: { userIds: await hashesOf(ports, 1) } }]);
  });

  it('looks at nothing of somebody who is an admin by now, or may be one (guard 1)', async () => {
    const ports = await tenant();
    ports.adminRoles.answerNext({ kind: 'admin' }, { kind: 'unreadable' }, { kind: 'none' });
    const answer = await plan(phonesOf(1, 2, 3), ports);
    expect(outcomes(answer)).toEqual(['adminNow', 'rolesUnreadable', { mobilePhone: 'add' }]);
    expect(ports.authenticationMethods.asked).toEqual([personId(3)]);
  });

  it('ends where nobody may read roles (guard 1)', async () => {
    const ports = await tenant();
    const refused = { kind: 'refused', permission: 'RoleManagement.Read.Directory', code: 'c' } as const;
    ports.adminRoles.answerNext(refused);
    expect(await plan(phonesOf(1), ports)).toEqual(refused);
  });

  it.each([
    ['throttles', { kind: 'throttled', retryAfterSeconds: 30 }],
    [
      'refuses',
      { kind: 'refused', permission: 'UserAuthMethod-Phone.ReadWrite.All', code: 'Authorization_RequestDenied' },
    ],
  ] as const)('ends when Graph %s', async (_, failure) => {
    const ports = await tenant();
    ports.authenticationMethods.answerNextReading(failure);
    expect(await plan(phonesOf(1, 2), ports)).toEqual(failure);
  });

  it('that would take too long for one answer asks to try again', async () => {
    const ports = await tenant();
    const answer = await plan(phonesOf(1, 2), { ...ports, isOvertime: () => true });
    expect(answer).toEqual({ kind: 'throttled', retryAfterSeconds: 60 });
  });

  it('waits when the directory throttles', async () => {
    const ports = await tenant();
    ports.users.throttleNext(30);
    expect(await plan(phonesOf(1), ports)).toEqual({ kind: 'throttled', retryAfterSeconds: 30 });
  });

  it('leaves out a person of whom Graph says nothing, and goes on', async () => {
    const ports = await tenant();
    ports.authenticationMethods.answerNextReading({ kind: 'unreadable' });
    expect(outcomes(await plan(phonesOf(1, 2), ports))).toEqual(['unreadable', { mobilePhone: 'add' }]);
  });
});

describe('a run', () => {
  it('adds exactly what the dry run showed', async () => {
    const ports = await tenant();
    ports.authenticationMethods.put(personId(2), { mobilePhone: phone(9) });
    const file = fileOf(
      [1, { mobilePhone: phone(1), alternateMobilePhone: phone(7), email: 'a@example.com' }],
      [2, { mobilePhone: phone(2) }],
    );
    const answer = await run(file, await confirmOf(file, ports), ports);
    const added = { mobilePhone: 'added', alternateMobilePhone: 'added', email: 'added' };
    expect(outcomes(answer)).toEqual([added, { mobilePhone: 'otherThere' }]);
    expect(ports.authenticationMethods.detailsOf(personId(1))).toEqual(file.rows[0]!.details);
    expect(ports.authenticationMethods.detailsOf(personId(2))).toEqual({ mobilePhone: phone(9) });
  });

  it('is in the audit trail with its people, and without their phones', async () => {
    const ports = await tenant();
    const file = phonesOf(1, 2);
    await run(file, await confirmOf(file, ports), ports);
    const entries = (await audit(ports)).filter(({ action }) => action === 'prepopulate');
    const userIds = await hashesOf(ports, 1, 2);
    const details = { userIds, people: 2, methods: 2, notReached: 0 };
    expect(entries).toMatchObject([{ by, at: now, action: 'prepopulate', outcome: 'done', details }]);
    expect(JSON.stringify(entries)).not.toMatch(/70123456|contoso/);
  });

  it.each([
    ['no dry run', 'dryRunFirst', undefined],
    ['a confirm that nobody was given', 'unknownConfirm', '0'.repeat(32)],
  ] as const)('with %s is refused, and that is noted', async (_, kind, confirm) => {
    const ports = await tenant();
    expect(await run(phonesOf(1), confirm, ports)).toEqual({ kind });
    expect(await audit(ports)).toMatchObject([{ outcome: 'refused', details: { because: kind } }]);
    expect(writes(ports)).toEqual([]);
  });

  it('of another file, another document or fewer people is refused, saying which', async () => {
    const ports = await tenant();
    const file = phonesOf(1, 2);
    const confirm = await confirmOf(file, ports);
    const same = { fileChanged: false, documentChanged: false, additionsLost: 0 };
    expect(await run(fileOf([1, { mobilePhone: phone(1) }], [2, { mobilePhone: phone(3) }]), confirm, ports)).toEqual({
      kind: 'drifted',
      drift: { ...same, fileChanged: true },
    });
    expect(await run(file, confirm, ports, { retentionDays: 7 })).toEqual({
      kind: 'drifted',
      drift: { ...same, documentChanged: true },
    });
    await ports.recipients.writeFacts([aFactsRow(2, { registration: aRegistration({ isAdmin: true }) })]);
    expect(await run(file, confirm, ports)).toEqual({ kind: 'drifted', drift: { ...same, additionsLost: 1 } });
    expect(writes(ports)).toEqual([]);
  });

  it('overwrites nothing that came in since the dry run', async () => {
    const ports = await tenant();
    const file = phonesOf(1, 2);
    const confirm = await confirmOf(file, ports);
    ports.authenticationMethods.put(personId(1), { mobilePhone: phone(9) });
    expect(outcomes(await run(file, confirm, ports))).toEqual([
      { mobilePhone: 'otherThere' },
      { mobilePhone: 'added' },
    ]);
    expect(writes(ports)).toEqual([[personId(2), 'mobilePhone']]);
  });

  it('adds nothing that the dry run did not show', async () => {
    const ports = await tenant();
    ports.authenticationMethods.put(personId(1), { mobilePhone: phone(9) });
    const file = phonesOf(1, 2);
    const confirm = await confirmOf(file, ports);
    ports.authenticationMethods.put(personId(1));
    expect(outcomes(await run(file, confirm, ports))).toEqual([
      { mobilePhone: 'notPlanned' },
      { mobilePhone: 'added' },
    ]);
  });

  it('that died in the middle is finished by repeating it, and adds nothing twice', async () => {
    const ports = await tenant();
    const file = phonesOf(1, 2, 3);
    const confirm = await confirmOf(file, ports);
    const dying = before(ports, (userId) => {
      if (userId === personId(2)) throw new Error('the process was killed');
    });
    await expect(run(file, confirm, dying)).rejects.toThrow('killed');
    expect((await audit(ports))[1]).toMatchObject({
      outcome: 'failed',
      details: { userIds: expect.any(String) as string },
    });
    const again = await run(file, confirm, ports);
    expect(outcomes(again)).toEqual([{ mobilePhone: 'sameThere' }, { mobilePhone: 'added' }, { mobilePhone: 'added' }]);
    expect(writes(ports)).toEqual([1, 2, 3].map((n) => [personId(n), 'mobilePhone']));
  });

  it.each([
    ['a refusal for this person', { kind: 'rejected', code: 'invalidPhoneNumber' }, false, 'rejected'],
    ['no answer, and it was not added', { kind: 'unknown' }, false, 'unknown'],
    ['no answer, and it was added', { kind: 'unknown' }, true, 'added'],
    ['a refusal since it is there already', { kind: 'rejected', code: 'alreadyExists' }, true, 'sameThere'],
  ] as const)('goes on with the others after %s', async (_, answer, butAdded, outcome) => {
    const ports = await tenant();
    const file = phonesOf(1, 2);
    const confirm = await confirmOf(file, ports);
    ports.authenticationMethods.answerNext(answer, { butAdded });
    expect(outcomes(await run(file, confirm, ports))).toEqual([{ mobilePhone: outcome }, { mobilePhone: 'added' }]);
  });

  it('adds no alternate whose mobile phone was refused', async () => {
    const ports = await tenant();
    const file = fileOf([1, { mobilePhone: phone(1), alternateMobilePhone: phone(7) }]);
    const confirm = await confirmOf(file, ports);
    ports.authenticationMethods.answerNext({ kind: 'rejected', code: 'invalidPhoneNumber' });
    const outcome = { mobilePhone: 'rejected', alternateMobilePhone: 'notReached' };
    expect(outcomes(await run(file, confirm, ports))).toEqual([outcome]);
  });

  it.each([
    ['asks to wait', { kind: 'throttled', retryAfterSeconds: 60 }, 'notReached', 60],
    ['takes the permission away', { kind: 'refused', permission: 'p', code: 'c' }, 'notPermitted', undefined],
  ] as const)(
    'stops when Graph %s, and is finished by repeating it',
    async (_, failure, outcome, retryAfterSeconds) => {
      const ports = await tenant();
      const file = phonesOf(1, 2, 3);
      const confirm = await confirmOf(file, ports);
      ports.authenticationMethods.answerNext(failure);
      const stopped = await run(file, confirm, ports);
      expect(outcomes(stopped)).toEqual([1, 2, 3].map(() => ({ mobilePhone: outcome })));
      expect(stopped).toMatchObject({ kind: 'done', retryAfterSeconds });
      expect(writes(ports)).toHaveLength(1);
      expect(outcomes(await run(file, confirm, ports))).toEqual([1, 2, 3].map(() => ({ mobilePhone: 'added' })));
    },
  );

  it('answers before the answer would be cut off, and is finished by repeating it', async () => {
    const ports = await tenant();
    const file = phonesOf(1, 2, 3);
    const confirm = await confirmOf(file, ports);
    let isOvertime = false;
    const slow = before(ports, () => void (isOvertime = true));
    const first = await run(file, confirm, { ...slow, isOvertime: () => isOvertime });
    expect(outcomes(first)).toEqual([
      { mobilePhone: 'added' },
      { mobilePhone: 'notReached' },
      { mobilePhone: 'notReached' },
    ]);
    const second = await run(file, confirm, ports);
    expect(outcomes(second)).toEqual([
      { mobilePhone: 'sameThere' },
      { mobilePhone: 'added' },
      { mobilePhone: 'added' },
    ]);
  });

  it('of a file with a faulty row adds nothing', async () => {
    const ports = await tenant();
    const faultyRows = [{ row: 9, faults: [{ column: 'email', message: 'is no address' }] }] as const;
    expect(await run({ ...phonesOf(1), faultyRows }, '0'.repeat(32), ports)).toEqual({
      kind: 'faulty',
      faults: [{ path: 'row 9, email', message: 'is no address' }],
    });
  });
});

describe('a run and admins (guard 1)', () => {
  const file = fileOf([1, { mobilePhone: phone(1), alternateMobilePhone: phone(7), email: 'a@example.com' }]);
  const promotedBeforeAddition = (ports: Awaited<ReturnType<typeof tenant>>, count: number) => {
    let additions = 0;
    return before(ports, (userId) => void (++additions === count && ports.adminRoles.makeAdmin(userId)));
  };

  it.each([
    ['admin', 'adminNow'],
    ['unreadable', 'rolesUnreadable'],
  ] as const)('adds nothing to somebody whose roles are "%s" right before, and goes on', async (kind, outcome) => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1, 2), ports);
    ports.adminRoles.answerNext({ kind });
    const rows = [{ mobilePhone: outcome }, { mobilePhone: 'added' }];
    expect(outcomes(await run(phonesOf(1, 2), confirm, ports))).toEqual(rows);
    expect(writes(ports)).toEqual([[personId(2), 'mobilePhone']]);
  });

  it.each([
    [{ kind: 'throttled', retryAfterSeconds: 9 }, 'notReached'],
    [{ kind: 'refused', permission: 'p', code: 'c' }, 'notPermitted'],
  ] as const)('stops where roles cannot be read: %j', async (failure, outcome) => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1, 2), ports);
    ports.adminRoles.answerNext(failure);
    const rows = [{ mobilePhone: outcome }, { mobilePhone: outcome }];
    expect(outcomes(await run(phonesOf(1, 2), confirm, ports))).toEqual(rows);
    expect(writes(ports)).toEqual([]);
  });

  it.each([
    [1, { mobilePhone: 'takenOut', alternateMobilePhone: 'adminNow', email: 'adminNow' }],
    [2, { mobilePhone: 'takenOut', alternateMobilePhone: 'takenOut', email: 'adminNow' }],
    [3, { mobilePhone: 'takenOut', alternateMobilePhone: 'takenOut', email: 'takenOut' }],
  ] as const)('leaves nothing with whoever became one before addition %i, and says so', async (count, outcome) => {
    const ports = await tenant();
    const confirm = await confirmOf(file, ports);
    expect(outcomes(await run(file, confirm, promotedBeforeAddition(ports, count)))).toEqual([outcome]);
    expect(ports.authenticationMethods.detailsOf(personId(1))).toEqual({});
    expect((await audit(ports))[1]).toMatchObject({ outcome: 'done', details: { takenOut: 1, leftWithAdmin: 0 } });
    expect(ports.journal.factsOf('enteredForAdmin')).toHaveLength(count);
  });

  it('takes it out where nobody can say any more whether it is one', async () => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1), ports);
    ports.adminRoles.answerNext({ kind: 'none' }, { kind: 'unreadable' });
    expect(outcomes(await run(phonesOf(1), confirm, ports))).toEqual([{ mobilePhone: 'takenOut' }]);
    expect(ports.authenticationMethods.detailsOf(personId(1))).toEqual({});
  });

  it('says what could not be taken out', async () => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1), ports);
    ports.authenticationMethods.keepNext();
    const answer = await run(phonesOf(1), confirm, promotedBeforeAddition(ports, 1));
    expect(outcomes(answer)).toEqual([{ mobilePhone: 'leftWithAdmin' }]);
    expect((await audit(ports))[1]).toMatchObject({ details: { takenOut: 0, leftWithAdmin: 1 } });
  });

  it('takes out nothing that is no longer as it was entered', async () => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1), ports);
    ports.adminRoles.answerNext({ kind: 'none' });
    const read = async () => {
      if (writes(ports).length > 0) ports.authenticationMethods.put(personId(1), { mobilePhone: phone(9) });
      return { kind: writes(ports).length > 0 ? ('admin' as const) : ('none' as const) };
    };
    await run(phonesOf(1), confirm, { ...ports, adminRoles: { read } });
    expect(ports.authenticationMethods.detailsOf(personId(1))).toEqual({ mobilePhone: phone(9) });
  });
});

describe('what the people of a run are to be told (guard 1)', () => {
  const noticesOf = async (ports: Ports, n: number) =>
    ((await ports.recipients.readJourney(personId(n))).entryNotices ?? []).map(({ state, entries }) => [
      state,
      entries.map(({ method, masked }) => `${method} ${masked}`),
    ]);

  it('is what was added for each, in one notice, masked; for whoever gets nothing there is none', async () => {
    const ports = await tenant();
    ports.authenticationMethods.put(personId(2), { mobilePhone: phone(9) });
    const file = fileOf(
      [1, { mobilePhone: phone(1), alternateMobilePhone: phone(7), email: 'a@example.com' }],
      [2, { mobilePhone: phone(2) }],
      [3, { email: 'c@example.org' }],
    );
    await run(file, await confirmOf(file, ports), ports);
    const first = ['mobilePhone ••• ••• 61', 'alternateMobilePhone ••• ••• 67', 'email a•••@e•••.com'];
    expect(await noticesOf(ports, 1)).toEqual([['due', first]]);
    expect(await noticesOf(ports, 2)).toEqual([]);
    expect(await noticesOf(ports, 3)).toEqual([['due', ['email c•••@e•••.org']]]);
    expect(await ports.entryHints.list(10)).toHaveLength(2);
  });

  it('is written down before anything is added: where it cannot be, nothing is', async () => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1), ports);
    let asAdded: unknown;
    const watched = before(ports, async () => {
      asAdded = await noticesOf(ports, 1);
    });
    await run(phonesOf(1), confirm, watched);
    expect(asAdded).toEqual([['planned', ['mobilePhone ••• ••• 61']]]);

    const broken = await tenant();
    const anew = await confirmOf(phonesOf(1), broken);
    const put = () => Promise.reject(new Error('storage is down'));
    await expect(run(phonesOf(1), anew, { ...broken, entryHints: { put } })).rejects.toThrow('storage is down');
    expect(writes(broken)).toEqual([]);
  });

  it.each<[string, (ports: Awaited<ReturnType<typeof tenant>>) => void, readonly unknown[]]>([
    [
      'was refused',
      (ports) => ports.authenticationMethods.answerNext({ kind: 'rejected', code: 'x' }),
      [['cancelled', []]],
    ],
    [
      'may appear yet: it is looked at later',
      (ports) => ports.authenticationMethods.answerNext({ kind: 'unknown' }),
      [['planned', ['mobilePhone ••• ••• 61']]],
    ],
    [
      'was added though no answer came',
      (ports) => ports.authenticationMethods.answerNext({ kind: 'unknown' }, { butAdded: true }),
      [['due', ['mobilePhone ••• ••• 61']]],
    ],
    [
      'was taken out again, since they became an admin',
      (ports) => ports.adminRoles.answerNext({ kind: 'none' }, { kind: 'admin' }),
      [['cancelled', []]],
    ],
    [
      'could not be taken out again: it stands',
      (ports) => {
        ports.adminRoles.answerNext({ kind: 'none' }, { kind: 'admin' });
        ports.authenticationMethods.keepNext();
      },
      [['due', ['mobilePhone ••• ••• 61']]],
    ],
  ])('is what stands, where it %s', async (_, happen, notices) => {
    const ports = await tenant();
    const confirm = await confirmOf(phonesOf(1), ports);
    happen(ports);
    await run(phonesOf(1), confirm, ports);
    expect(await noticesOf(ports, 1)).toEqual(notices);
  });
});

describe('TWO_OPERATORS (guard 2)', () => {
  const [anna, bo] = ['AAAAAAAA-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000002'];
  const file = phonesOf(1);
  const added = [{ mobilePhone: 'added' }];

  async function planned(needsTwoOperators: boolean) {
    const ports = await tenant();
    const confirm = await confirmOf(file, ports);
    const send = (request: Partial<PrepopulateRequest>, document: DocumentChange = {}) =>
      prepopulate(
        { file, dryRun: false, by: anna, isUser: true, needsTwoOperators, deploymentId, ...request },
        aDocument(document),
        ports.clock.now(),
        ports,
      );
    const ask = async () => {
      const answer = await send({ confirm });
      return answer.kind === 'approvalAsked' ? answer.approval : undefined;
    };
    return { ports, confirm, send, ask };
  }

  it('none: one operator runs the plan alone, also an app', async () => {
    const { send, confirm } = await planned(false);
    expect(outcomes(await send({ confirm, isUser: false }))).toEqual(added);
    expect(outcomes(await send({ confirm, by: bo }))).toEqual([{ mobilePhone: 'sameThere' }]);
  });

  it('prepopulation: one operator only gets an approval, for 24 hours', async () => {
    const { ports, send, confirm } = await planned(true);
    const answer = await send({ confirm });
    const approval = expect.stringMatching(/^[0-9a-f]{32}$/) as string;
    const expiresAt = new Date(now.getTime() + 24 * 3_600_000);
    expect(answer).toEqual({ kind: 'approvalAsked', approval, askedBy: anna, expiresAt });
    expect(writes(ports)).toEqual([]);
    expect((await audit(ports))[1]).toMatchObject({
      by: anna,
      action: 'askForApproval',
      outcome: 'done',
      details: { userIds: await hashesOf(ports, 1), approval },
    });
  });

  it('prepopulation: a second operator runs it, more than once where the first time broke off', async () => {
    const { ports, send, ask } = await planned(true);
    const approval = await ask();
    expect(outcomes(await send({ approval, by: bo }))).toEqual(added);
    expect(outcomes(await send({ approval, by: bo }))).toEqual([{ mobilePhone: 'sameThere' }]);
    expect((await audit(ports))[2]).toMatchObject({ by: bo, action: 'prepopulate', details: { askedBy: anna } });
  });

  it.each([
    ['the same operator, in whatever spelling', { by: anna.toLowerCase() }, 'sameOperator'],
    ['an app', { by: bo, isUser: false }, 'userNeeded'],
    ['another file', { by: bo, file: phonesOf(2) }, 'drifted'],
    ['the same people with another number', { by: bo, file: fileOf([1, { mobilePhone: phone(9) }]) }, 'drifted'],
    ['an approval that nobody was given', { by: bo, approval: '0'.repeat(32) }, 'unknownApproval'],
  ] as const)('prepopulation: %s is refused, and nothing is added', async (_, request, kind) => {
    const { ports, send, ask } = await planned(true);
    const approval = await ask();
    expect(await send({ approval, ...request })).toMatchObject({ kind });
    expect(writes(ports)).toEqual([]);
    expect((await audit(ports))[2]).toMatchObject({ outcome: 'refused', details: { because: kind } });
  });

  it('prepopulation: an app gets no approval', async () => {
    const { ports, send, confirm } = await planned(true);
    expect(await send({ confirm, isUser: false })).toEqual({ kind: 'userNeeded' });
    expect(writes(ports)).toEqual([]);
  });

  it('prepopulation: an approval ends after 24 hours, and with the campaign document it was made by', async () => {
    const { ports, send, ask } = await planned(true);
    const approval = await ask();
    expect(await send({ approval, by: bo }, { retentionDays: 7 })).toMatchObject({ kind: 'drifted' });
    ports.clock.advance({ hours: 24 });
    expect(await send({ approval, by: bo })).toEqual({ kind: 'approvalExpired' });
    expect(writes(ports)).toEqual([]);
  });

  it.each([true, false])('neither the confirm nor the approval stands for the other (two: %s)', async (isTwo) => {
    const { ports, send, confirm } = await planned(isTwo);
    const approval = (await planned(true).then(({ ask }) => ask()))!;
    expect(await send({ approval: confirm, by: bo })).toEqual({ kind: 'unknownApproval' });
    expect(await send({ confirm: approval, by: bo })).toEqual({ kind: 'unknownConfirm' });
    expect(writes(ports)).toEqual([]);
  });

  it.each([
    ['a stale one', { by: bo }, 'approvalExpired'],
    ['one’s own', { by: anna }, 'sameOperator'],
    ['an app’s', { by: bo, isUser: false }, 'userNeeded'],
  ] as const)('none: an approval that is given is looked at all the same: %s', async (_, request, kind) => {
    const { ports, send, ask } = await planned(true);
    const approval = await ask();
    if (kind === 'approvalExpired') ports.clock.advance({ hours: 24 });
    expect(await send({ approval, needsTwoOperators: false, ...request })).toEqual({ kind });
    expect(writes(ports)).toEqual([]);
  });

  it('keeps of the file nothing but the digest', async () => {
    const { ports, ask } = await planned(true);
    const kept = await ports.plans.find((await ask())!);
    expect(JSON.stringify(kept)).not.toMatch(/70123456|contoso/);
    expect(kept).toMatchObject({ approves: { askedBy: anna } });
  });
});
