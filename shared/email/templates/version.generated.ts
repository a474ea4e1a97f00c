// Written by scripts/compile-mails.ts from mail.mjml and locales/*.json. Do not edit.

export const mailTemplatesVersion = '9feaf6c49ac0e6d0';
