// Written by scripts/compile-mails.ts from mail.mjml and locales/*.json. Do not edit.

export const mailTemplatesVersion = '6bdfb70306a0f7c0';
