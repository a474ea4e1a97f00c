import { z } from 'zod';
import { placeKinds } from '../campaign/place.ts';
import { messageStates } from '../delivery/message.ts';
import { goals } from '../delivery/goal.ts';
import { stepsInWords, stepText } from '../delivery/steps.ts';
import { causeIds } from '../diagnosis/cause.ts';
import { toldPurposes } from '../recipient/mailbox-purpose.ts';
import { commonAnswers, faulty, instant, problemCase } from './answer-parts.ts';
import { causeShape, toldCode, toldEvent } from './cause-operations.ts';
import { operation } from './operation.ts';
import { listedPersonShape, peopleFilter } from './people-answer.ts';

const message = z.object({
  step: z.string(),
  messageId: z.string(),
  epoch: z.int(),
  state: z.enum(messageStates),
  because: z.string().optional(),
  dueAt: instant,
  acceptedAt: instant.optional(),
  kind: z.string().optional().describe('The kind of mail; known once it was written.'),
  locale: z.string().optional().describe('The language it was written in.'),
  localeBecause: z.string().optional().describe('Which rule chose the language.'),
  history: z.array(z.object({ state: z.string(), at: instant, because: z.string().optional() })),
});

const enrolmentShape = z.object({ waveId: z.string(), enrolledAt: instant, waveState: z.string().optional() });

export const userShape = z
  .object({
    userId: z.string(),
    userPrincipalName: z.string().optional(),
    displayName: z.string().optional(),
    place: z
      .object({ kind: z.enum(placeKinds), because: z.string().optional() })
      .optional()
      .describe('Where this person stands; missing until a full pass has found them.'),
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
        readFrom: z.literal('methods').optional().describe("The person's own methods: the tenant has no report."),
        unknown: z.string().optional().describe('Why the flags say nothing.'),
        readAt: instant.optional(),
      })
      .optional(),
    mailbox: z
      .object({
        purpose: z.enum([...toldPurposes, 'none', 'unknown']).describe('none: no mailbox in the cloud.'),
        because: z.string().optional().describe('Why it is unknown.'),
        readAt: instant,
      })
      .optional()
      .describe('What the mailbox is for, where that was asked for.'),
    readiness: z.object({ kind: z.string() }).loose(),
    enrolment: enrolmentShape.optional().describe('In a wave of the goal register.'),
    otherEnrolments: z.array(enrolmentShape.extend({ goal: z.enum(goals) })).describe('In waves of other goals.'),
    next: z.object({ kind: z.string() }).loose().describe('What the campaign owes this person.'),
    messages: z.array(message),
    entryNotices: z
      .array(
        z.object({
          messageId: z.string(),
          state: z.string(),
          because: z.string().optional(),
          acceptedAt: instant.optional(),
          methods: z.array(z.string()),
          history: message.shape.history,
        }),
      )
      .describe('What they are told, in a mail of its own, of security info that was entered for them.'),
    evidence: z.array(z.object({ at: instant, kind: z.string(), by: z.string(), reason: z.string().optional() })),
  })
  .meta({ id: 'User' });

const foundCause = causeShape.extend({
  isCertain: z.boolean().describe('false when something before it could not be read.'),
});

export const diagnosisShape = z
  .object({
    userId: z.string(),
    checkedAt: instant,
    canReset: z.enum(['yes', 'no', 'unknown']).describe('yes only when everything could be read.'),
    cause: foundCause.optional().describe('The first rung that fails; what the page or the server told comes first.'),
    otherCause: foundCause
      .optional()
      .describe('What is seen to stand in the way by itself, where the page or the server told something else.'),
    ladder: z.array(
      z.object({
        id: z.string(),
        question: z.string(),
        status: z.enum(['pass', 'fail', 'unknown']),
        seen: z.string(),
        source: z.string().describe('Where that comes from.'),
        cause: z.enum(causeIds).optional(),
        missingPermission: z.string().optional(),
        next: z.string().optional().describe('How to make what is unknown known.'),
      }),
    ),
    resetEvents: z.array(
      z.object({
        eventId: z.string(),
        correlationId: z.string().optional(),
        at: instant,
        activity: z.string(),
        result: z.string(),
        reason: z.string().describe('In the words of Microsoft.'),
      }),
    ),
    casePack: z.string().describe('Plain text for a support ticket: no name, no address, no number of the person.'),
  })
  .meta({ id: 'Diagnosis' });

const erasedShape = z.object({
  erased: z.string().describe('The keyed hash that stands for this person from now on.'),
});

const anything = z.record(z.string(), z.unknown());

const exportShape = z.object({
  userId: z.string(),
  facts: anything.optional().describe('What directory and report said of them, and what was marked here.'),
  enrolment: anything.optional(),
  otherEnrolments: anything.optional().describe('By the goal of their wave.'),
  messages: z.array(anything).describe('With address and history, those that were sent again too.'),
  entryNotices: z.array(anything).describe('What they are told of security info that was entered for them.'),
  evidence: z.array(anything),
  bodies: z.array(anything).describe('Mails on their way, as they were written.'),
  audit: z.array(anything).describe('What was done to them through this API, and who looked.'),
  namedIn: z
    .array(z.object({ table: z.string(), partitionKey: z.string(), rowKey: z.string() }))
    .describe('Rows about others or about everybody, in which only their id stands.'),
});

export const userOperations = {
  listUsers: operation('listUsers', {
    summary: 'People by their place, a page at a time; a page of a rare place may be empty and go on',
    query: z.strictObject({
      ...peopleFilter.shape,
      top: z.coerce.number().int().min(1).max(200).default(50),
      after: z.guid('is no object id').toLowerCase().optional().describe('The `next` of the page before.'),
    }),
    answers: {
      200: {
        description: 'A page',
        schema: z.object({ people: z.array(listedPersonShape), next: z.string().optional() }),
      },
      400: faulty,
      ...commonAnswers,
    },
  }),
  listUsersCsv: operation('listUsersCsv', {
    summary: 'Everybody of such a list',
    query: z.strictObject(peopleFilter.shape),
    answers: {
      200: { description: 'One line for each person', contentType: 'text/csv' },
      400: faulty,
      ...commonAnswers,
    },
  }),
  searchUsers: operation('searchUsers', {
    summary: 'Who has a name, or a word of one, or a sign-in name that begins so',
    body: z.strictObject({ text: z.string().trim().min(1).max(120).describe('The beginning of a name.') }),
    answers: {
      200: {
        description: 'At most twenty people',
        schema: z.object({
          people: z.array(z.object({ userId: z.string(), displayName: z.string(), userPrincipalName: z.string() })),
        }),
      },
      400: faulty,
      413: problemCase('The body is too large'),
      ...commonAnswers,
    },
  }),
  findUser: operation('findUser', {
    summary: 'The same of somebody by sign-in name',
    body: z.strictObject({
      name: z.string().trim().min(1).max(320).describe('User principal name or object id.'),
    }),
    answers: {
      200: { description: 'The person', schema: userShape },
      400: faulty,
      404: problemCase('Nobody of this name'),
      413: problemCase('The body is too large'),
      ...commonAnswers,
    },
  }),
  showUser: operation('showUser', {
    summary: 'Why somebody gets mail or does not, and all they have been sent',
    answers: {
      200: { description: 'The person', schema: userShape },
      404: problemCase('Nobody of this id'),
      ...commonAnswers,
    },
  }),
  diagnoseUser: operation('diagnoseUser', {
    summary: 'Why somebody cannot reset their password: the ladder, the cause, who can mend it, and how',
    query: z.strictObject({
      code: toldCode,
      event: toldEvent,
    }),
    answers: {
      200: { description: 'The diagnosis', schema: diagnosisShape },
      400: faulty,
      404: problemCase('Nobody of this name'),
      429: problemCase('Too many new diagnoses in a minute'),
      ...commonAnswers,
    },
  }),
  exportUser: operation('exportUser', {
    summary: 'All that is kept of one person',
    answers: {
      200: { description: 'Everything', schema: exportShape },
      404: problemCase('Nobody of this id'),
      ...commonAnswers,
    },
  }),
  eraseUser: operation('eraseUser', {
    summary: 'Erases everything about one person, for good',
    answers: {
      200: { description: 'Erased; also where they were erased before', schema: erasedShape },
      404: problemCase('Nobody of this id'),
      409: problemCase('A mail of theirs is on its way'),
      ...commonAnswers,
    },
  }),
  changeUser: operation('changeUser', {
    summary: 'exclude, include, or resend one step',
    body: z.strictObject({
      because: z.string().trim().max(200).optional().describe('Goes into the audit trail; resend with force needs it.'),
      step: stepText.optional().describe(`For resend, which needs it: ${stepsInWords}.`),
      liftSuppression: z.boolean().default(false).describe('For resend: the address bounced and is right by now.'),
      force: z.boolean().default(false).describe('For resend: also within 24 hours of the last one; needs because.'),
    }),
    bodyOptional: true,
    answers: {
      200: { description: 'The person as they stand now', schema: userShape },
      400: faulty,
      404: problemCase('Nobody of this name, or no such action'),
      409: problemCase('Cannot be sent again now'),
      413: problemCase('The body is too large'),
      ...commonAnswers,
    },
  }),
} as const;
