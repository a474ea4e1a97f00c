// Written by scripts/compile-mails.ts from mail.mjml and locales/*.json. Do not edit.

export const mailTemplatesVersion = '999151b593f4859d';
