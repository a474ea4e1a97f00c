import { mailLocales, type MailFacts, type MailLocale, type RenderedMail } from '../../../shared/email/mail.ts';
import { readLogo, type InlineLogo } from '../../../shared/email/logo.ts';
import { realLogo } from '../../builders/logos.ts';
import {
  contoso,
  previewMail,
  previewVariants,
  variantOf,
  type PreviewVariant,
} from '../../../shared/email/preview.ts';

/** Contoso, with a logo in its mails. */
export const withLogo = { ...contoso, logo: logoIn(realLogo) };

function logoIn(dataUri: string): InlineLogo {
  const reading = readLogo(dataUri);
  if (!reading.ok) throw new Error(reading.because);
  return reading.logo;
}

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
