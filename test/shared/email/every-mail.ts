import { mailLocales, type MailFacts, type MailLocale, type RenderedMail } from '../../../shared/email/mail.ts';
import { previewMail, previewVariants, variantOf, type PreviewVariant } from '../../../shared/email/preview.ts';

export const contoso: MailFacts['organisation'] = {
  displayName: 'Contoso',
  helpDesk: { name: 'IT Service Desk', phone: '+46 8 123 456', url: 'https://intranet.contoso.com/help' },
  verifyAt: 'https://intranet.contoso.com/sspr',
  brandColor: '#0f6cbd',
};

export interface Specimen {
  readonly locale: MailLocale;
  readonly variant: PreviewVariant;
  readonly mail: RenderedMail;
}

/** Every mail in every language: what the gallery shows. */
export const everyMail: readonly Specimen[] = mailLocales.flatMap((locale) =>
  previewVariants.map((variant) => ({
    locale,
    variant,
    mail: previewMail(variant, locale, { organisation: contoso }),
  })),
);

/** One mail to Alex Morgan of Contoso, with the facts that a test is about. */
export function mailTo(kind: PreviewVariant['kind'], facts: Partial<MailFacts> = {}, locale: MailLocale = 'en') {
  return previewMail({ ...variantOf(kind), facts: {} }, locale, { organisation: contoso, ...facts });
}

/** The faults of those mails that have any, so that one failing test names them all. */
export function faultsOf(check: (specimen: Specimen) => readonly string[]): readonly string[] {
  return everyMail.flatMap((specimen) => {
    const { locale, variant } = specimen;
    return check(specimen).map((fault) => `${variant.name} in ${locale}: ${fault}`);
  });
}
