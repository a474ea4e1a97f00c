import { describe, expect, it } from 'vitest';
import type { EntryNotice } from '../../../shared/campaign/entry-notice.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { MailKind } from '../../../shared/email/mail.ts';
import { stepNameOf, steps, type Step } from '../../../shared/delivery/steps.ts';
import { mailKindOf, renderMessage } from '../../../shared/use-cases/render-message.ts';
import { someOrigin } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { aJourney, aMessage, evidence, anEntryNotice } from '../../builders/journeys.ts';
import { realLogo } from '../../builders/logos.ts';
import { aRegistration, aUser, capableRegistration, someFacts } from '../../builders/people.ts';
import { aCampaign } from '../../builders/policies.ts';

const byAdmin = { evidence: [evidence('methodRegistered', { by: 'admin', method: 'phone' })] };
const oneMethodShort = someFacts({ registration: aRegistration({ isSsprRegistered: true }) });
const admin = someFacts({ registration: aRegistration({ isAdmin: true }) });
const capable = someFacts({ registration: capableRegistration });

describe('the mail of a step', () => {
  it.each<[Step, string, MailKind, Partial<Journey>?]>([
    ['nudge', 'somebody who has registered nothing', 'nudge'],
    ['nudge', 'somebody who lacks a method', 'oneMoreMethod', { facts: oneMethodShort }],
    ['nudge', 'an admin', 'adminNudge', { facts: admin }],
    ['reminder-1', 'anybody', 'reminder'],
    ['reminder-2', 'anybody', 'reminder'],
    ['reminder-3', 'anybody, the document having three', 'lastReminder'],
    ['sspr-link', 'somebody who registered', 'ssprLink', { facts: capable }],
    [
      'sspr-link',
      'somebody for whom an admin entered the data',
      'ssprLinkPrepopulated',
      { facts: capable, ...byAdmin },
    ],
    ['sspr-link', 'the same, before the report knows', 'ssprLinkPrepopulated', byAdmin],
  ])('%s to %s: %s', (step, _who, kind, journey = {}) => {
    expect(mailKindOf(aMessage(step), aJourney(journey), aCampaign())).toBe(kind);
    expect(steps[stepNameOf(step)].mailKinds).toContain(kind);
  });

  it('is none for a step that nobody knows', () => {
    const unknown = aMessage('survey' as Step);
    expect(() => mailKindOf(unknown, aJourney(), aCampaign())).toThrow('"survey" is no step of the campaign');
  });
});

describe('a message, rendered', () => {
  const render = (journey: Partial<Journey> = {}) =>
    renderMessage(aMessage(), aJourney(journey), aCampaign(), { origin: someOrigin, now });

  it('goes to the address and carries the id, and is the same bytes each time', () => {
    const { address, body } = render();
    expect(address).toBe(aUser().mail);
    expect(body).toMatchObject({ messageId: aMessage().messageId, displayName: aUser().displayName });
    expect(render()).toEqual({ address, body });
  });

  it.each([
    ['what they prefer', { preferredLanguage: 'de-AT', usageLocation: 'SE' }, 'lang="de'],
    ['what is spoken where they work', { preferredLanguage: undefined, usageLocation: 'SE' }, 'lang="sv'],
    ['the campaign’s own', { preferredLanguage: undefined, usageLocation: undefined }, 'lang="en'],
  ])('is in the language of the person: %s', (_what, user, lang) => {
    expect(render({ facts: someFacts({ user: aUser(user) }) }).body.html).toContain(lang);
  });

  it('says what was written, and which rule chose the language', () => {
    const user = aUser({ preferredLanguage: '', usageLocation: 'FR' });
    const { writtenAs } = render({ facts: someFacts({ user }) }).body;
    expect(writtenAs).toEqual({ kind: 'nudge', locale: 'fr', localeBecause: 'usageLocation' });
  });

  it('names the methods that the document declares, and what an admin entered', () => {
    const declared = aCampaign({
      sspr: { methodsRequired: 1, passwordWriteback: 'enabled', allowedMethods: ['email'] },
    });
    const german = aUser({ preferredLanguage: 'en' });
    const { text } = renderMessage(aMessage(), aJourney({ facts: someFacts({ user: german }) }), declared, {
      origin: someOrigin,
      now,
    }).body;
    expect(text).toContain('these count: a private email address');
    const reported = { ...capable, user: german };
    const link = renderMessage(aMessage('sspr-link'), aJourney({ facts: reported, ...byAdmin }), declared, {
      origin: someOrigin,
      now,
    });
    expect(link.body.text).toContain('your mobile phone number');
  });

  it.each<[string, readonly EntryNotice[], string, readonly string[], readonly string[]]>([
    ['nobody told them', [], 'ssprLinkPrepopulated', ['Contoso has entered', 'your mobile phone number'], []],
    [
      'the mail about it was taken: nothing of it again',
      [anEntryNotice(now)],
      'ssprLink',
      ['From now on, you can reset'],
      ['entered', 'mobile phone number', 'Thank you', 'did not register anything'],
    ],
    [
      'the mail was not taken',
      [anEntryNotice(undefined, { state: 'rejected' })],
      'ssprLinkPrepopulated',
      ['has entered'],
      [],
    ],
    [
      'they were told of something else',
      [anEntryNotice(now, { entries: [{ method: 'email', masked: '', isSeen: true }] })],
      'ssprLinkPrepopulated',
      ['your mobile phone number'],
      [],
    ],
  ])(
    'says in the link that something was entered for them, or not: %s (guard 1)',
    (_, entryNotices, kind, said, unsaid) => {
      const facts = { ...capable, user: aUser({ preferredLanguage: 'en' }) };
      const journey = aJourney({ facts, ...byAdmin, entryNotices });
      const { body } = renderMessage(aMessage('sspr-link'), journey, aCampaign(), { origin: someOrigin, now });
      const text = body.text.replaceAll(/\s+/gu, ' ');
      expect(body.writtenAs?.kind).toBe(kind);
      expect(said.filter((part) => !text.includes(part))).toEqual([]);
      expect(unsaid.filter((part) => text.includes(part))).toEqual([]);
    },
  );

  it('carries the logo along', () => {
    const { logo } = renderMessage(aMessage(), aJourney(), aCampaign({ mail: { logo: realLogo } }), {
      origin: someOrigin,
      now,
    }).body;
    expect(logo).toMatchObject({ contentId: 'logo', widthPixels: 160 });
  });

  it('sends people to where they register', () => {
    expect(render().body.text).toContain('aka.ms/ssprsetup');
  });

  it('is refused for somebody without an address: that is a surprise', () => {
    const facts = someFacts({ user: aUser({ mail: undefined }) });
    expect(() => render({ facts })).toThrow('without an address');
  });
});
