import { escapeHtml } from './html.ts';
import type { ReceivedMail } from './received-mail.ts';

/** The mail as a reader would show it: its HTML with its own inline images, or else its plain text. */
export function mailDocument({ message }: ReceivedMail): string {
  const { html, plainText = '' } = message.content;
  if (html === undefined)
    return `<!doctype html><meta charset="utf-8"><title>Mail</title><pre>${escapeHtml(plainText)}</pre>`;
  return (message.attachments ?? []).reduce((document, { contentId, contentType, contentInBase64 }) => {
    const isImage = contentId !== undefined && /^image\/[\w.+-]+$/.test(contentType);
    return isImage
      ? document.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${contentInBase64}`)
      : document;
  }, html);
}
