import { describe, expect, it } from 'vitest';
import { campaignMailFacts } from '../../../shared/config/campaign-mail.ts';
import { readCampaignDocument } from '../../../shared/config/campaign-document.ts';
import { aDocument, documentJson, someOrigin, type DocumentChange } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { pngLogo, realLogo } from '../../builders/logos.ts';

const faultsOf = (change: object) => {
  const reading = readCampaignDocument({ ...documentJson(), ...change });
  return reading.valid ? [] : reading.faults;
};

describe('what a campaign document says of its mails', () => {
  it('has no logo, no list of methods and typed addresses where it says nothing', () => {
    const { organisation } = aDocument();
    expect(campaignMailFacts(aDocument(), someOrigin, now)).toEqual({
      organisation,
      methodsRequired: 1,
      links: 'typed',
      cloud: 'public',
      canReply: true,
      endings: { phones: 'endsSoon', securityQuestions: 'endsSoon' },
    });
  });

  it('is in every mail: the logo, the methods that count, links', () => {
    const change: DocumentChange = {
      sspr: { methodsRequired: 2, passwordWriteback: 'enabled', allowedMethods: ['authenticatorApp', 'email'] },
      mail: { links: 'clickable', logo: realLogo },
    };
    expect(campaignMailFacts(aDocument(change), someOrigin, now)).toMatchObject({
      organisation: { displayName: 'Contoso', logo: { contentId: 'logo', widthPixels: 160, heightPixels: 40 } },
      methodsRequired: 2,
      links: 'clickable',
      allowedMethods: ['authenticatorApp', 'email'],
    });
  });

  it.each([
    ['a language of which there is one variety only', { mail: { defaultLocale: 'pt' } }, 'mail.defaultLocale', 'pt-BR'],
    ['a language nobody wrote', { mail: { defaultLocale: 'tlh' } }, 'mail.defaultLocale', 'en, sv, de'],
    ['a language that is no text', { mail: { defaultLocale: 7 } }, 'mail.defaultLocale', 'en, sv, de'],
    ['a logo on the web', { mail: { logo: 'https://contoso.com/logo.png' } }, 'mail.logo', 'as a data URI'],
    ['a logo that is too heavy', { mail: { logo: pngLogo(40, 20, 20_001) } }, 'mail.logo', 'larger than 20 KB'],
    ['a logo that is too wide', { mail: { logo: pngLogo(4000, 20) } }, 'mail.logo', '2,000 pixels'],
    [
      'a letter to managers after more reminders than there can be',
      { followUp: { tellManagerAfterReminders: 11 } },
      'followUp.tellManagerAfterReminders',
      '10',
    ],
    ['a notice to nobody', { waveNotices: { to: [] } }, 'waveNotices.to', 'leave waveNotices out'],
    ['a notice to a name', { waveNotices: { to: ['SOC <soc@contoso.com>'] } }, 'waveNotices.to[0]', 'bare address'],
    [
      'a notice to somebody twice',
      { waveNotices: { to: ['soc@contoso.com', 'SOC@contoso.com'] } },
      'waveNotices.to',
      'twice',
    ],
    ['a notice after the start', { waveNotices: { to: ['a@b.com'], daysBefore: 0 } }, 'waveNotices.daysBefore', '1'],
    [
      'a method twice',
      { sspr: { methodsRequired: 1, passwordWriteback: 'enabled', allowedMethods: ['email', 'email'] } },
      'sspr.allowedMethods',
      'twice',
    ],
  ])('is refused with a fault that says what to do: %s', (_, change, path, words) => {
    expect(faultsOf(change)).toEqual([{ path, message: expect.stringContaining(words) as string }]);
  });
});
