import { describe, expect, it } from 'vitest';
import { aMessage, someFacts, userId } from '../contracts/samples.ts';
import { FakeIds } from './fake-ids.ts';
import { aClock } from './fake-clock.ts';
import { fakePorts } from './ports.ts';

describe('the fake clock', () => {
  it('stands still until it is moved', () => {
    const clock = aClock('2026-12-01T09:00:00Z');
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date('2026-12-01T09:00:00Z'));
    expect(clock.advance({ days: 1, minutes: 2 })).toEqual(new Date('2026-12-02T09:02:00Z'));
    clock.set(new Date(0));
    expect(clock.now()).toEqual(new Date(0));
  });
});

describe('fake ids', () => {
  it('never repeat, and are the same for the same seed', () => {
    const ids = new FakeIds(7);
    const three = [ids.next(), ids.next(), ids.next()];
    expect(new Set(three).size).toBe(3);
    expect(new FakeIds(7).next()).toBe(three[0]);
    expect(new FakeIds(8).next()).not.toBe(three[0]);
    expect(three[0]).toMatch(/^[0-9a-f]{8}-0000-4000-8000-[0-9a-f]{12}$/);
  });
});

describe('the fake mailer', () => {
  const mail = {
    messageId: aMessage(1).messageId,
    from: { senderAddress: 'sspr@mail.contoso.com' },
    subject: 's',
    html: 'h',
    text: 't',
    to: { address: 'a@contoso.com', displayName: 'A' },
  };

  it('takes mails and knows them', async () => {
    const { mailer } = fakePorts();
    expect(await mailer.ask(mail.messageId)).toEqual({ kind: 'denied' });
    expect(await mailer.send(mail)).toEqual({ kind: 'accepted' });
    expect(await mailer.ask(mail.messageId)).toEqual({ kind: 'known' });
    expect(mailer.taken).toEqual([mail]);
  });

  it('answers as it is told, once', async () => {
    const { mailer } = fakePorts();
    mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 7 });
    mailer.answerNext({ kind: 'ambiguous', because: 'ECONNRESET' }, { butTaken: true });
    mailer.answerNextQuestion({ kind: 'noAnswer', because: '429' });
    expect(await mailer.send(mail)).toEqual({ kind: 'throttled', retryAfterSeconds: 7 });
    expect(await mailer.send(mail)).toEqual({ kind: 'ambiguous', because: 'ECONNRESET' });
    expect(await mailer.ask(mail.messageId)).toEqual({ kind: 'noAnswer', because: '429' });
    expect(await mailer.ask(mail.messageId)).toEqual({ kind: 'known' });
    expect(mailer.requests).toHaveLength(2);
    expect(mailer.taken).toHaveLength(1);
  });
});

describe('the fake directory', () => {
  it('gives its users page by page, and waits when told to', async () => {
    const { directory } = fakePorts();
    directory.users = [1, 2, 3].map((n) => someFacts(n).user);
    directory.pageSize = 2;
    directory.throttleNext(30);
    expect(await directory.readUsers(undefined)).toEqual({ throttled: true, retryAfterSeconds: 30 });
    expect(await directory.readUsers(undefined)).toMatchObject({ items: [{ id: userId(1) }, {}], next: '2' });
    expect(await directory.readUsers('2')).toMatchObject({ items: [{ id: userId(3) }], next: undefined });
  });

  it('knows only the groups it was given', async () => {
    const { directory } = fakePorts();
    directory.members.set('group', [userId(1)]);
    expect(await directory.readMembers('group', undefined)).toMatchObject({ items: [userId(1)] });
    expect(await directory.readMembers('other', undefined)).toBe('noSuchGroup');
  });
});

const event = (id: string, minute: number, loggedByService = 'Authentication Methods') => ({
  id,
  loggedByService,
  activityDateTime: new Date(minute * 60_000),
  activityDisplayName: 'User registered security info',
  result: 'success',
  resultReason: '',
  userId: userId(1),
});

describe('the fake audit log', () => {
  it('gives the events of a service from a time on, oldest first', async () => {
    const { auditLog } = fakePorts();
    auditLog.events = [event('c', 3), event('a', 1), event('b', 2), event('d', 4, 'Core Directory')];
    const page = await auditLog.readEvents('Authentication Methods', new Date(120_000), undefined);
    expect(page).toMatchObject({ items: [{ id: 'b' }, { id: 'c' }], next: undefined });
  });
});

describe('what a fake store hands out', () => {
  it('cannot be changed', async () => {
    const { recipients } = fakePorts();
    await recipients.writeFacts([someFacts(1)]);
    const { facts } = await recipients.readJourney(userId(1));
    expect(() => Object.assign(facts!.user, { mail: 'x' })).toThrow(TypeError);
  });
});
