import { readFile } from 'node:fs/promises';
import { EmailClient } from '@azure/communication-email';
import { report } from './processes.ts';

/**
 * Mails the plain way: MJML compiled for each, sent by the SDK as its documentation shows, no state.
 * `node bench/send-plain.ts ACS_ORIGIN MAILS_BEFORE MAILS MJML_MODULE TEMPLATE`
 */
const [endpoint = '', mailsBefore = '0', mails = '0', mjmlModule = '', template = ''] = process.argv.slice(2);
type Mjml = (source: string, options: object) => Promise<{ readonly html: string }>;
const { default: mjml2html } = (await import(mjmlModule)) as { readonly default: Mjml };
const source = await readFile(template, 'utf8');
const client = new EmailClient(`endpoint=${endpoint};accesskey=bG9jYWw=`, { allowInsecureConnection: true });

async function send(): Promise<void> {
  const { html } = await mjml2html(source, { validationLevel: 'soft', keepComments: false, fonts: {} });
  await client.beginSend({
    senderAddress: 'it@contoso.com',
    content: { subject: 'Choose how to reset your password', html, plainText: 'Hello' },
    recipients: { to: [{ address: 'person@contoso.com' }] },
  });
}

for (let n = 0; n < Number(mailsBefore); n += 1) await send();
await report(async () => {
  for (let n = 0; n < Number(mails); n += 1) await send();
  return { mails: Number(mails) };
});
