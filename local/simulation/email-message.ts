import { z } from 'zod';

const bareAddress = z
  .string()
  .regex(/^[^\s<>@,;]+@[^\s<>@,;]+$/, 'must be a bare address')
  .max(320);
const emailAddress = z.object({ address: bareAddress, displayName: z.string().optional() });

/** The body of `POST /emails:send`, api-version 2025-09-01 (specification/communication/data-plane/Email). */
export const emailMessageSchema = z.object({
  senderAddress: bareAddress,
  content: z.object({
    subject: z.string().min(1),
    plainText: z.string().optional(),
    html: z.string().optional(),
  }),
  recipients: z.object({
    to: z.array(emailAddress).min(1).max(50),
    cc: z.array(emailAddress).optional(),
    bcc: z.array(emailAddress).optional(),
  }),
  headers: z.record(z.string(), z.string()).optional(),
  attachments: z
    .array(
      z.object({
        name: z.string(),
        contentType: z.string(),
        contentInBase64: z.string(),
        contentId: z.string().optional(),
      }),
    )
    .optional(),
  replyTo: z.array(emailAddress).optional(),
  userEngagementTrackingDisabled: z.boolean().optional(),
});

export type EmailMessage = z.infer<typeof emailMessageSchema>;

/** The value of a header of the mail, whatever its spelling. */
export function headerOf(message: EmailMessage, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(message.headers ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
