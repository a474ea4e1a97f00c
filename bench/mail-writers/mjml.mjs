import { readFileSync } from 'node:fs';
import mjml2html from 'mjml';

/** The template of all mails, compiled when a mail is sent. Its placeholders stay open, which costs MJML nothing. */
const template = readFileSync(new URL('../../shared/email/templates/mail.mjml', import.meta.url), 'utf8');

export const write = async () =>
  (await mjml2html(template, { validationLevel: 'soft', keepComments: false, fonts: {} })).html;
