import { describe, expect, it } from 'vitest';
import { mailKinds, renderMail, type MailFacts, type MailKind } from '../../../shared/email/mail.ts';
import { contoso } from '../../../shared/email/preview.ts';
import { mailTo, withLogo } from './every-mail.ts';
import { targetsOf } from './reading.ts';

describe('renderMail', () => {
  it.each(mailKinds)('writes the same %s twice for the same facts', (kind) => {
    expect(mailTo(kind)).toEqual(mailTo(kind));
  });

  it('greets by given name, else by the full name, else by no name', () => {
    const greetingTo = (person: MailFacts['person']) => mailTo('nudge', { person }).text.split('\n')[3];
    expect(greetingTo({ displayName: 'Vance, Adele (IT)', givenName: 'Adele' })).toBe('Hello Adele,');
    expect(greetingTo({ displayName: 'Vance, Adele (IT)' })).toBe('Hello Adele Vance,');
    expect(greetingTo({ displayName: 'svc-backup@contoso.com' })).toBe('Hello,');
  });

  it.each<[string, MailKind, Partial<MailFacts>, string]>([
    ['tells a synchronised user about Windows', 'nudge', { synchronised: true }, 'share one password'],
    ['tells a synchronised user what a reset changes', 'ssprLink', { synchronised: true }, 'sign in to Windows'],
    ['asks for two methods where two are required', 'nudge', { methodsRequired: 2 }, 'add two different ways'],
    ['names the methods that count', 'nudge', { allowedMethods: ['email'] }, 'these count: a private email address'],
    [
      'says what an admin entered',
      'ssprLinkPrepopulated',
      { prepopulated: ['mobilePhone'] },
      'your mobile phone number',
    ],
    [
      'names what counts without a phone',
      'phoneOnly',
      { allowedMethods: ['mobilePhone', 'email'] },
      'count: a private email',
    ],
    ['suggests ways without a phone', 'phoneOnly', { allowedMethods: undefined }, 'Good choices are'],
    ['lists every subject the campaign may send', 'waveNotice', {}, 'please add a way without text messages'],
    ['owns up to the logo', 'nudge', { organisation: withLogo }, 'Our logo is its only attachment'],
    [
      'owns up to the logo beside links',
      'nudge',
      { organisation: withLogo, links: 'clickable' },
      'Our logo is its only',
    ],
    ['owns up to the logo in the notice', 'waveNotice', { organisation: withLogo }, 'No attachments but our logo'],
    ['says when text messages end', 'phoneOnly', {}, 'February 1, 2027'],
    ['tells an administrator the stricter rule', 'adminNudge', {}, 'two different methods'],
    ['tells who writes and why now', 'nudge', {}, 'now it is your turn'],
    ['says what it never asks for', 'nudge', {}, 'We never ask you to tell us a password'],
    ['says how to check that it is real', 'nudge', {}, 'intranet.contoso.com/sspr'],
    ['says that Microsoft hosts the page', 'nudge', {}, 'The address belongs to Microsoft'],
  ])('%s', (_, kind, facts, words) => {
    expect(oneLine(mailTo(kind, facts).text)).toContain(words);
  });

  it.each<[string, MailKind, Partial<MailFacts>, string]>([
    ['Windows to somebody whose password is in the cloud', 'nudge', { synchronised: false }, 'Windows'],
    ['methods that nobody declared', 'nudge', { allowedMethods: undefined }, 'these count'],
    ['what was entered when that is not known', 'ssprLinkPrepopulated', { prepopulated: [] }, 'our records'],
    ['a phone as a way without a phone', 'phoneOnly', { allowedMethods: ['mobilePhone', 'email'] }, 'a mobile phone'],
    ['that there is no attachment beside a logo', 'nudge', { organisation: withLogo }, 'no attachments'],
    ['a phone number that is none', 'nudge', { organisation: withPhone('call us!') }, 'Or call'],
    ['names in a summary by default', 'managerSummary', { team: { asOf: '2026-12-14', people: 3, ready: 1 } }, 'Berg'],
  ])('does not mention %s', (_, kind, facts, words) => {
    expect(oneLine(mailTo(kind, facts).text)).not.toContain(words);
  });

  it('writes three different reminders, and starts over after them', () => {
    const subjects = [1, 2, 3, 4].map((reminderNumber) => mailTo('reminder', { reminderNumber }).subject);
    expect(new Set(subjects).size).toBe(3);
    expect(subjects[3]).toBe(subjects[0]);
  });

  it.each([undefined, 0, -2, 1.5, Number.NaN])('takes %s for the first reminder', (reminderNumber) => {
    expect(mailTo('reminder', { reminderNumber }).subject).toBe(mailTo('reminder', { reminderNumber: 1 }).subject);
  });

  it('has no hyperlink at all where addresses are to be typed', () => {
    expect(mailKinds.flatMap((kind) => targetsOf(mailTo(kind, { links: 'typed' }).html))).toEqual([]);
  });

  it('pins the link to the security info page to the tenant and to the language of the mail', () => {
    const tenantId = '8A3B1C5D-0000-4000-8000-00000000ABCD';
    expect(targetsOf(mailTo('phoneOnly', { links: 'clickable', tenantId }, 'sv').html)).toEqual([
      'https://mysignins.microsoft.com/security-info?tenantId=8a3b1c5d-0000-4000-8000-00000000abcd&lng=sv',
    ]);
  });

  it('falls back to the short address when the tenant id is not one', () => {
    const facts = { links: 'clickable', tenantId: 'x&redirect=https://evil.example' } as const;
    expect(targetsOf(mailTo('phoneOnly', facts).html)).toEqual(['https://aka.ms/ssprsetup']);
  });

  it('hands over the logo that the HTML names', () => {
    const mail = mailTo('nudge', { organisation: withLogo });
    expect(mail.logo).toEqual(withLogo.logo);
    expect(targetsOf(mail.html)).toEqual(['cid:logo']);
    expect(mail.html).toContain('alt="Contoso"');
  });

  it('replaces a brand colour that white text cannot be read on', () => {
    const mail = mailTo('nudge', { organisation: { ...contoso, brandColor: '#ffee00' } });
    expect(mail.html).not.toContain('#ffee00');
  });

  it('stands in for an organisation without a name', () => {
    const organisation = { ...contoso, displayName: '\u200b', helpDesk: { ...contoso.helpDesk, name: '' } };
    const text = oneLine(mailTo('ssprLinkPrepopulated', { organisation }).text);
    expect(text).toContain('Your employer has entered');
    expect(text).toContain('Sent by the help desk at your employer');
  });

  it.each<[MailKind, string]>([
    ['managerSummary', 'team'],
    ['waveNotice', 'wave'],
    ['detailsChanged', 'changes'],
    ['securityInfoEntered', 'entries'],
  ])('refuses to write a %s without its facts', (kind, fact) => {
    const facts: MailFacts = { ...factsOfNobody, organisation: contoso };
    expect(() => renderMail(kind, 'en', facts)).toThrow(`"${fact}"`);
  });
});

describe('the notice before a wave', () => {
  it('lists the subjects that people will see, in their order', () => {
    const wave = { ...aWave, reminders: 3 };
    const text = mailTo('waveNotice', { wave }).text;
    const subjects = [
      mailTo('nudge').subject,
      mailTo('oneMoreMethod').subject,
      mailTo('reminder', { reminderNumber: 1 }).subject,
      mailTo('reminder', { reminderNumber: 2 }).subject,
      mailTo('lastReminder').subject,
      mailTo('ssprLink').subject,
    ];
    const places = subjects.map((subject) => text.indexOf(`- ${subject}\n`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it.each([
    [0, []],
    [1, ['lastReminder']],
  ] as const)('with %i reminders lists only those', (reminders, kinds) => {
    const text = mailTo('waveNotice', { wave: { ...aWave, reminders } }).text;
    expect(text.includes(mailTo('lastReminder').subject)).toBe(kinds.length === 1);
    expect(text).not.toContain(mailTo('reminder', { reminderNumber: 1 }).subject);
  });

  it('lists the subjects in the other languages of the wave, marked as such', () => {
    const { html, text } = mailTo('waveNotice', { wave: { ...aWave, languages: ['en', 'sv', 'he'] } });
    expect(oneLine(text)).toContain(`- Swedish: ${mailTo('nudge', {}, 'sv').subject} · `);
    expect(html).toContain(`<span lang="he" dir="rtl">${mailTo('nudge', {}, 'he').subject} · `);
    expect(html).not.toContain('<span lang="en"');
  });

  it('has no heading for other languages when there are none', () => {
    const text = mailTo('waveNotice', { wave: { ...aWave, languages: ['en'] } }).text;
    expect(text).not.toContain('other languages');
  });

  it('names sender, dates and number of recipients, and brings a copy that greets nobody', () => {
    const text = oneLine(mailTo('waveNotice', { wave: aWave }).text);
    expect(text).toContain('Sender: no-reply@contoso.com');
    expect(text).toContain('First emails: December 1, 2026');
    expect(text).toContain('Recipients: 1,200');
    expect(text).toContain('Be ready for the day you forget your password');
    expect(text).not.toContain('Alex');
  });
});

describe('the summary for a manager', () => {
  const team = { asOf: '2026-12-14', people: 14, ready: 11 };

  it('counts', () => {
    const text = mailTo('managerSummary', { team }).text;
    expect(text).toContain('People in your team: 14\nReady: 11\nNot ready yet: 3');
  });

  it('gives the names that it is given, and says so when it gives none', () => {
    const named = mailTo('managerSummary', { team: { ...team, namesNotReady: ['Sam Berg', 'a@b.example'] } }).text;
    expect(named).toContain('- Sam Berg\n- (name not shown)');
    expect(oneLine(mailTo('managerSummary', { team }).text)).toContain('this email gives no names');
  });
});

const aWave = {
  name: 'Stockholm',
  startsOn: '2026-12-01',
  endsOn: '2026-12-22',
  recipients: 1200,
  sender: 'no-reply@contoso.com',
  replyTo: 'helpdesk@contoso.com',
  reminders: 3,
};

const factsOfNobody = {
  cloud: 'public',
  canReply: true,
  endings: { phones: 'lasts', securityQuestions: 'lasts' },
  person: { displayName: '' },
  methodsRequired: 1,
  links: 'typed',
  synchronised: false,
} as const;

function withPhone(phone: string): MailFacts['organisation'] {
  return { ...contoso, helpDesk: { ...contoso.helpDesk, phone } };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
