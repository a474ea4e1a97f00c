/** The only pages that a diagnosis points to; Microsoft hosts all of them. */
const authentication = 'https://learn.microsoft.com/entra/identity/authentication';

export const documentation = {
  howItWorks: `${authentication}/concept-sspr-howitworks`,
  policy: `${authentication}/concept-sspr-policy`,
  licensing: `${authentication}/concept-sspr-licensing`,
  writeback: `${authentication}/concept-sspr-writeback`,
  enableSspr: `${authentication}/tutorial-enable-sspr`,
  enableWriteback: `${authentication}/tutorial-enable-sspr-writeback`,
  bannedPasswords: `${authentication}/concept-password-ban-bad`,
  troubleshoot: `${authentication}/troubleshoot-sspr`,
  troubleshootWriteback: `${authentication}/troubleshoot-sspr-writeback`,
  reporting: `${authentication}/howto-sspr-reporting`,
} as const;

export type Documentation = (typeof documentation)[keyof typeof documentation];
