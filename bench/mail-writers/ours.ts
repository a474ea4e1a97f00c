import { contoso, previewMail, variantOf } from '../../shared/email/preview.ts';

/** The nudge, HTML and plain text, with the template compiled when the app was built. */
export const write = (): string => previewMail(variantOf('nudge'), 'en', { organisation: contoso }).html;
