// Written by scripts/compile-mails.ts from mail.mjml and locales/*.json. Do not edit.

export const mailTemplatesVersion = 'd0ce85fab089ced6';
