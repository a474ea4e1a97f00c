import { z } from 'zod';
import { messageStates, type Step } from '../delivery/message.ts';
import { commonAnswers, faulty, instant, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

const message = z.object({
  step: z.string(),
  messageId: z.string(),
  epoch: z.int(),
  state: z.enum(messageStates),
  because: z.string().optional(),
  dueAt: instant,
  acceptedAt: instant.optional(),
  history: z.array(z.object({ state: z.string(), at: instant, because: z.string().optional() })),
});

export const userShape = z
  .object({
    userId: z.string(),
    userPrincipalName: z.string().optional(),
    displayName: z.string().optional(),
    verdict: z.object({
      selected: z.boolean(),
      because: z.string().optional(),
      meaning: z.string().optional().describe('What the reason means, and the next step.'),
      otherReasons: z
        .array(z.object({ because: z.string(), meaning: z.string() }))
        .describe('What else would keep this person out.'),
      address: z.string().optional(),
      locale: z.string().optional(),
      localeBecause: z.string().optional(),
      timeZone: z.string().optional(),
      variant: z.string().optional(),
    }),
    registration: z
      .object({
        standing: z.string(),
        isSsprEnabled: z.boolean(),
        isSsprRegistered: z.boolean(),
        isSsprCapable: z.boolean(),
        isAdmin: z.boolean(),
        methodsRegistered: z.array(z.string()),
        readAt: instant.optional(),
      })
      .optional(),
    readiness: z.object({ kind: z.string() }).loose(),
    enrolment: z.object({ waveId: z.string(), enrolledAt: instant, waveState: z.string().optional() }).optional(),
    next: z.object({ kind: z.string() }).loose().describe('What the campaign owes this person.'),
    messages: z.array(message),
    evidence: z.array(z.object({ at: instant, kind: z.string(), by: z.string(), reason: z.string().optional() })),
  })
  .meta({ id: 'User' });

const step = z
  .string()
  .regex(/^(nudge|sspr-link|reminder-[1-9])$/, 'is neither nudge, sspr-link nor reminder-1 and so on')
  .transform((text) => text as Step);

export const userOperations = {
  showUser: operation({
    name: 'showUser',
    method: 'GET',
    route: 'users/{idOrUpn}',
    role: 'reader',
    summary: 'Why somebody gets mail or does not, and all they have been sent',
    answers: {
      200: { description: 'The person', schema: userShape },
      404: problemCase('Nobody of this name'),
      ...commonAnswers,
    },
  }),
  changeUser: operation({
    name: 'changeUser',
    method: 'POST',
    route: 'users/{idOrUpn}/{action}',
    role: 'operator',
    summary: 'exclude, include, or resend one step',
    body: z.strictObject({
      because: z.string().trim().max(200).optional().describe('For exclude and include; goes into the audit trail.'),
      step: step.optional().describe('For resend, which needs it: nudge, reminder-1 …, sspr-link.'),
      liftSuppression: z.boolean().default(false).describe('For resend: the address bounced and is right by now.'),
    }),
    bodyOptional: true,
    answers: {
      200: { description: 'The person as they stand now', schema: userShape },
      400: faulty,
      404: problemCase('Nobody of this name, or no such action'),
      409: problemCase('Cannot be sent again now'),
      ...commonAnswers,
    },
  }),
} as const;
