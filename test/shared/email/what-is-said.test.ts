import { describe, expect, it } from 'vitest';
import { addressesIn, isAllowedLink } from '../../../shared/email/addresses.ts';
import { formatDate } from '../../../shared/email/formats.ts';
import { localeTexts } from '../../../shared/email/locales.ts';
import { mailKinds, mailLocales, type MailFacts, type MailKind, type MailLocale } from '../../../shared/email/mail.ts';
import type { Cloud } from '../../../shared/registration/cloud.ts';
import { mailTo } from './every-mail.ts';
import { targetsOf } from './reading.ts';

/** What the mails say that somebody relies on. */

const textOf = (kind: MailKind, facts: Partial<MailFacts> = {}, locale: MailLocale = 'en') => {
  const { subject, text } = mailTo(kind, facts, locale);
  return `${subject} ${text}`.replaceAll(/\s+/gu, ' ');
};
const lettersOf = (text: string) => text.replaceAll(/[\s\p{Cf}]/gu, '');
const toPeople = mailKinds.filter((kind) => !['waveNotice', 'detailsChanged', 'managerSummary'].includes(kind));

describe('the mail about one more method (truth 25)', () => {
  const two = { methodsRequired: 2, allowedMethods: ['authenticatorApp', 'mobilePhone', 'email'] } as const;

  it.each<[string, Partial<MailFacts>, readonly string[], readonly string[]]>([
    [
      'what is there and counts, and what may be added',
      { ...two, methodsRegistered: ['mobilePhone'] },
      [
        'it counts: a mobile phone.',
        'Add one more way',
        'You can add: the Microsoft Authenticator app and a private email',
      ],
      ['not enough', 'does not count'],
    ],
    [
      'that a passkey does not count',
      { ...two, methodsRegistered: ['email', 'passKeyDeviceBoundAuthenticator'] },
      ['it counts: a private email address.', 'A passkey is good for signing in, but it does not count'],
      [],
    ],
    [
      'what does not count, and asks for two where two are missing',
      { ...two, methodsRegistered: ['securityQuestion', 'hardwareOneTimePasscode'] },
      ['does not count for a password reset: security questions and a code token', 'add two different ways'],
      ['Add one more way'],
    ],
    [
      'that the app’s notification does not count where one method is required',
      { ...two, methodsRequired: 1, methodsRegistered: ['microsoftAuthenticatorPush'] },
      ['does not count for a password reset: the Microsoft Authenticator app'],
      ['it counts: the Microsoft'],
    ],
    [
      'nothing of what counts where nobody declared it',
      { methodsRequired: 2, allowedMethods: undefined, methodsRegistered: ['mobilePhone'] },
      ['it is not enough: a mobile phone.', 'Add one more way'],
      ['it counts', 'You can add'],
    ],
    [
      'nothing of what counts where the report contradicts what was declared',
      { ...two, methodsRegistered: ['mobilePhone', 'email'] },
      ['it is not enough: a mobile phone and a private email address.'],
      ['it counts'],
    ],
  ])('says %s', (_what, facts, said, unsaid) => {
    const text = textOf('oneMoreMethod', facts);
    expect(said.filter((part) => !text.includes(part))).toEqual([]);
    expect(unsaid.filter((part) => text.includes(part))).toEqual([]);
  });

  it('is not misled by a word of the report that is a property of every object', () => {
    expect(textOf('oneMoreMethod', { methodsRegistered: ['__proto__', 'constructor'] })).not.toContain(
      'registered this',
    );
  });
});

describe('the mail about security info that was entered (guard 1)', () => {
  it('says what, by whose role, and what to do if it is wrong', () => {
    const text = textOf('securityInfoEntered');
    const said = [
      'An operator of the password reset campaign at Contoso',
      'Mobile phone: ••• ••• 56',
      'Private email address: a•••@e•••.com',
      'is something in it not yours? Please call IT Service Desk right away',
      '+46 8 123 456',
      'intranet.contoso.com/sspr',
      'mysignins.microsoft.com/security-info',
    ];
    expect(said.filter((part) => !text.includes(part))).toEqual([]);
    expect(text).not.toContain('aka.ms');
  });
});

describe('where nobody reads the answers (truth 26)', () => {
  it.each(mailLocales)('no mail in %s asks for one', (locale) => {
    const texts = localeTexts(locale);
    const asking = [texts.help.questions, texts.footer.notForYou, texts.reminder3.tell, texts.waveNotice.requestStop];
    const openings = asking.map((text) => lettersOf(text.split('{')[0]!));
    const mails = mailKinds.flatMap((kind) => [1, 2, 3].map((reminderNumber) => ({ kind, reminderNumber })));
    const faults = mails.flatMap(({ kind, reminderNumber }) => {
      const facts = { canReply: false, reminderNumber };
      const text = lettersOf(textOf(kind, facts, locale));
      return openings.filter((opening) => text.includes(opening)).map((opening) => `${kind}: ${opening}`);
    });
    expect(faults).toEqual([]);
  });

  it('the notice names no address for answers', () => {
    const wave = {
      name: 'One',
      startsOn: '2026-12-01',
      endsOn: '2026-12-22',
      recipients: 3,
      sender: 'a@b.example',
      reminders: 0,
    };
    expect(textOf('waveNotice', { canReply: false, wave })).not.toMatch(/Replies go to|reply to this/u);
  });
});

describe('on the day of the reset', () => {
  it('one enters the name that one signs in with, whose form is explained where it is no mail address (truth 28)', () => {
    expect(textOf('ssprLink')).toContain('Enter the name you sign in with');
    expect(textOf('ssprLink')).not.toContain('ends in');
    expect(textOf('ssprLink', { signInName: 'a1234@corp.contoso.com' })).toContain('It ends in @corp.contoso.com.');
    expect(textOf('ssprLink', { signInName: 'a1234@corp.contoso.com' })).not.toContain('a1234');
  });

  it.each(['anna', 'anna@', 'anna@localhost', 'a@b c.example'])('says nothing of the form of %j', (signInName) => {
    expect(textOf('ssprLink', { signInName })).not.toContain('ends in');
  });

  it('a synchronised computer is connected first, and nobody else is told so (truth 29)', () => {
    expect(textOf('ssprLink', { synchronised: true })).toContain(
      'connect the computer to our network: in the office or by VPN',
    );
    expect(textOf('ssprLink')).not.toContain('VPN');
  });
});

describe('what ends soon (truth 30)', () => {
  const asking = ['nudge', 'reminder', 'lastReminder', 'oneMoreMethod', 'adminNudge'] as const;
  const soon = { phones: 'endsSoon', securityQuestions: 'endsSoon' } as const;

  it.each(asking)('is recommended by no %s without saying so', (kind) => {
    const allowedMethods = ['mobilePhone', 'securityQuestions'] as const;
    const text = textOf(kind, { endings: soon, allowedMethods });
    expect(text).toContain('calls on February 1, 2027. After that, a phone number no longer counts.');
    expect(text.includes('security questions in March 2027')).toBe(kind !== 'adminNudge');
  });

  it.each(asking)('is said by %s of a phone that nobody declared, too', (kind) => {
    expect(textOf(kind, { endings: soon, allowedMethods: undefined })).toContain('February 1, 2027');
  });

  it.each(asking)('is not said by %s where phones are not among what counts, or last', (kind) => {
    const without = textOf(kind, { endings: soon, allowedMethods: ['email'] });
    expect(without.includes('February 1, 2027')).toBe(kind === 'adminNudge');
    const lasting = { endings: { phones: 'lasts', securityQuestions: 'lasts' } } as const;
    expect(textOf(kind, { ...lasting, allowedMethods: ['mobilePhone', 'securityQuestions'] })).not.toContain('2027.');
  });

  it('is named by nobody once it has ended', () => {
    const endings = { phones: 'ended', securityQuestions: 'ended' } as const;
    const text = textOf('nudge', { endings, allowedMethods: ['mobilePhone', 'securityQuestions', 'email'] });
    expect(text).toContain('these count: a private email address.');
    expect(textOf('adminNudge', { endings })).toContain('app and a private email address.');
  });
});

describe('the box that proves a mail', () => {
  it('tells what each of three people sees, with both titles of the wizard (truth 31)', () => {
    const text = textOf('nudge');
    for (const part of [
      '“More information required”',
      '“Let’s keep your account secure”',
      '“Keep your account secure”',
    ])
      expect(text).toContain(part);
    expect(text).toContain('perhaps on our own sign-in page');
    expect(text).toContain('mysignins.microsoft.com and the page “Security info”');
  });
});

describe('the mails with the link (truth 32)', () => {
  it.each(mailLocales)('say in %s whom to call if this was somebody else', (locale) => {
    const { ssprLink, ssprLinkPrepopulated } = localeTexts(locale);
    const said = (sentence: string) => lettersOf(sentence.replace('{helpDesk}', 'IT Service Desk'));
    expect(lettersOf(textOf('ssprLink', {}, locale))).toContain(said(ssprLink.notYou));
    expect(lettersOf(textOf('ssprLinkPrepopulated', {}, locale))).toContain(said(ssprLinkPrepopulated.notYou));
  });
});

describe('in another cloud (truth 33)', () => {
  const elsewhere: readonly Cloud[] = ['usGovernment', 'china'];
  const publicHosts = /aka\.ms|microsoft\.com|microsoftonline\.com/u;

  it.each(elsewhere)('no mail of %s names a host of the public one', (cloud) => {
    const faults = mailKinds.flatMap((kind) =>
      (['typed', 'clickable'] as const).flatMap((links) => {
        const { html, text } = mailTo(kind, { cloud, links });
        const visible = html.replaceAll(/<[^>]*>/gu, '');
        const stray = targetsOf(html).filter((target) => !isAllowedLink(target, cloud));
        return [...(publicHosts.test(text + visible) ? [`${kind}: a public host`] : []), ...stray];
      }),
    );
    expect(faults).toEqual([]);
  });

  it.each(elsewhere)('the mails of %s name its own addresses', (cloud) => {
    const { register, reset, registerHost, resetHost } = addressesIn[cloud];
    expect(mailTo('nudge', { cloud }).text).toContain(register.printed);
    expect(textOf('nudge', { cloud })).toContain(`your browser shows ${registerHost}`);
    expect(textOf('ssprLink', { cloud })).toContain(reset.printed);
    expect(textOf('ssprLink', { cloud })).toContain(`show ${resetHost}`);
  });

  it('a link of one cloud is none of another’s', () => {
    expect(isAllowedLink(addressesIn.china.reset.href, 'usGovernment')).toBe(false);
    expect(isAllowedLink(addressesIn.public.reset.href, 'usGovernment')).toBe(false);
    expect(isAllowedLink(addressesIn.usGovernment.reset.href, 'usGovernment')).toBe(true);
  });
});

describe('a reminder (truth 34)', () => {
  it('says when the first mail was written, or nothing of it', () => {
    expect(textOf('reminder', { nudgedOn: '2026-11-03' })).toContain('We wrote to you about this on November 3, 2026.');
    expect(textOf('reminder', { nudgedOn: undefined })).not.toContain('We wrote');
    for (const kind of toPeople) expect(textOf(kind, { nudgedOn: '2026-11-03' })).not.toContain('a few days ago');
  });
});

describe('the first day of a month (truth 35)', () => {
  it.each([
    ['fr', '1er février 2027'],
    ['pt-BR', '1º de fevereiro de 2027'],
    ['it', '1º febbraio 2027'],
    ['es', '1 de febrero de 2027'],
    ['de', '1. Februar 2027'],
  ] as const)('is written in %s as %s', (locale, written) => {
    expect(formatDate(locale, '2027-02-01')).toBe(written);
  });

  it.each([
    ['fr', '11 février 2027'],
    ['pt-BR', '21 de fevereiro de 2027'],
  ] as const)('is none of the others: %s, %s', (locale, written) => {
    expect(formatDate(locale, `2027-02-${written.slice(0, 2)}`)).toBe(written);
  });
});

describe('a mail without links (truth 37)', () => {
  it('says that we put none into it, since mail programs make some', () => {
    expect(textOf('nudge')).toContain('We have put no links, attachments or QR codes into this email.');
    for (const kind of mailKinds) expect(textOf(kind)).not.toMatch(/has no links|contain no links/u);
  });
});
