/** The only pages that a diagnosis and the error table point to; Microsoft hosts all of them. */
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
  registrationData: `${authentication}/howto-sspr-authenticationdata`,
  combinedRegistration: `${authentication}/concept-registration-mfa-sspr-combined`,
  registrationTroubleshoot: `${authentication}/howto-registration-mfa-sspr-combined-troubleshoot`,
  deployment: `${authentication}/howto-sspr-deployment`,
  registrationCampaign: `${authentication}/how-to-mfa-registration-campaign`,
  phonesEnd: `${authentication}/concept-sms-voice-retirement`,
  faq: `${authentication}/passwords-faq`,
} as const;

export type Documentation = (typeof documentation)[keyof typeof documentation];
