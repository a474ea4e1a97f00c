// Written by scripts/compile-mails.ts from mail.mjml and locales/*.json. Do not edit.

export const mailTemplatesVersion = 'f33c747e8da11415';
