import { describe, expect, it } from 'vitest';
import { emailMessageOf } from '../../../../shared/adapters/communication-services/email-message.ts';

const mail = {
  from: { senderAddress: 'it@mail.contoso.com' },
  messageId: '0c7e7b2e-0b1c-5d0e-8a4e-000000000001',
  to: { address: 'anna@contoso.com', displayName: 'Anna Berg' },
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
};

describe('the headers of every mail (truth 27)', () => {
  it('tell that a machine wrote it, and that no absence notice is wanted', () => {
    expect(emailMessageOf(mail).headers).toEqual({
      'Message-ID': `<${mail.messageId}@mail.contoso.com>`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    });
  });

  it('are the same bytes on a retry', () => {
    const again = { ...mail, to: { ...mail.to } };
    expect(JSON.stringify(emailMessageOf(again))).toBe(JSON.stringify(emailMessageOf(mail)));
  });
});
