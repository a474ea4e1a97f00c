import { z } from 'zod';
import { noticeStates } from '../campaign/wave-notice.ts';
import { waveStates } from '../campaign/wave.ts';
import { goals } from '../delivery/goal.ts';
import { commonAnswers, count, countsBy, faulty, instant, placesShape, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';
import { waveRequest } from './wave-request.ts';

const waveShape = z
  .object({
    waveId: z.string(),
    name: z.string(),
    goal: z.enum(goals).describe('What the wave is for.'),
    origin: z.enum(['document', 'operator']),
    state: z.enum(waveStates),
    startsAt: instant,
    enrolled: count,
    groups: z.array(z.string()),
    users: count,
    limit: z.int().optional(),
  })
  .meta({ id: 'Wave' });

const leftOut = z
  .array(z.object({ because: z.string(), people: count, meaning: z.string() }))
  .describe('Why the others are left out, with the next step. With `selected` it adds up to `people`.');

export const dryRunShape = z
  .object({
    dryRun: z.literal(true),
    goal: z.enum(goals),
    confirm: z
      .string()
      .optional()
      .describe('For the launch; missing when there is nobody to mail, or `existing` has the name.'),
    existing: waveShape.optional().describe('The wave that has this name already: choose another one.'),
    people: count.describe('Everyone who was looked at.'),
    selected: count,
    leftOut,
    languages: countsBy,
    variants: countsBy.describe(
      'By what the first mail is: a nudge (register, oneMoreMethod, admin), sspr-link or phone-only.',
    ),
    sample: z.array(
      z.object({
        userId: z.string(),
        userPrincipalName: z.string(),
        address: z.string().optional(),
        locale: z.string(),
        localeBecause: z.string(),
        timeZone: z.string(),
        country: z.string().optional(),
        variant: z.string(),
      }),
    ),
    firstMailAt: instant.optional().describe('Mails of different goals to one person leave 7 days apart.'),
    lastMailAt: instant.optional().describe('When the last first mail leaves, if nobody registers meanwhile.'),
    limitedBy: z.enum(['workingHours', 'newRecipientsPerDay', 'mailQuota']).describe('What the last mail waits for.'),
    hours: z.array(z.object({ hour: instant, mails: count })),
    mailsLater: count.describe('First mails after the hours that are listed.'),
    methods: z
      .object({
        placing: count.describe('One for each person whose place hangs on their methods, made or still to come.'),
        placingLeft: count.describe('Of these, those still to come.'),
        hours: z.object({ atLeast: z.number(), atMost: z.number() }).describe('How long these take.'),
        mails: count.describe('One before each mail, as if everybody got the first one and every reminder.'),
        total: count,
      })
      .optional()
      .describe('Requests for methods of people, where the tenant has no registration report.'),
    mailboxes: z
      .object({
        requests: count.describe(
          'One for each of those selected whose mailbox was not asked for in the last 90 days: by the next passes, or right before their first mail.',
        ),
      })
      .optional()
      .describe('Requests for what mailboxes are for, where MAILBOX_PURPOSE is on.'),
  })
  .meta({ id: 'WaveDryRun' });

const existingShape = z
  .object({ dryRun: z.literal(false), alreadyLaunched: z.literal(true), wave: waveShape })
  .meta({ id: 'WaveAlreadyLaunched' });

export const launchedShape = z
  .object({
    dryRun: z.literal(false),
    alreadyLaunched: z.literal(false),
    wave: waveShape,
    people: count,
    selected: count,
    leftOut,
  })
  .meta({ id: 'WaveLaunched' });

const progress = z.object({
  asOf: instant.describe('What happened until then is in the figures.'),
  countedAt: instant.optional().describe('When everybody was counted last. Missing before the first count.'),
  places: placesShape,
  enrolled: count,
  nudged: count,
  capable: count,
  linked: count,
  resetAfterMail: count,
  messages: z.record(z.string(), countsBy),
});

const notices = z
  .array(
    z.object({
      to: z.string(),
      messageId: z.string(),
      state: z.enum(noticeStates),
      at: instant,
      because: z.string().optional(),
    }),
  )
  .describe('Who was told of the wave before its start.');

const noticesUnreadable = z
  .literal(true)
  .optional()
  .describe('The stored row cannot be read: who was told is not known, and nobody else is.');

export const waveProgressShape = waveShape
  .extend({ notices, noticesUnreadable, progress })
  .meta({ id: 'WaveProgress' });

export const waveOperations = {
  launchWave: operation('launchWave', {
    summary: 'Plan a wave (dry run), or launch one that was planned',
    body: waveRequest,
    answers: {
      200: {
        description: 'The plan, or the wave of this name that is there',
        schema: z.union([dryRunShape, existingShape]),
      },
      202: { description: 'Launched', schema: launchedShape },
      400: faulty,
      409: problemCase(
        'The plan has changed since the dry run, no dry run answered this confirm, or a wave of this name was cancelled',
      ),
      413: problemCase('The body is too large'),
      422: problemCase('A group is not in the directory'),
      428: problemCase('Dry-run first'),
      ...commonAnswers,
    },
  }),
  searchGroups: operation('searchGroups', {
    summary: 'Groups whose name begins so, as the directory knows them now',
    body: z.strictObject({ text: z.string().trim().min(1).max(120).describe('The beginning of a name.') }),
    answers: {
      200: {
        description: 'At most twenty groups',
        schema: z.object({ groups: z.array(z.object({ groupId: z.string(), displayName: z.string() })) }),
      },
      400: faulty,
      409: problemCase('The app may not read groups'),
      413: problemCase('The body is too large'),
      ...commonAnswers,
    },
  }),
  listWaves: operation('listWaves', {
    summary: 'The waves, by their ids',
    query: z.strictObject({
      top: z.coerce.number().int().min(1).max(200).default(50),
      after: z.string().max(200).optional().describe('The `next` of the page before.'),
    }),
    answers: {
      200: { description: 'A page', schema: z.object({ waves: z.array(waveShape), next: z.string().optional() }) },
      400: faulty,
      ...commonAnswers,
    },
  }),
  showWave: operation('showWave', {
    summary: 'One wave and how far its people have come',
    answers: {
      200: { description: 'The wave', schema: waveProgressShape },
      404: problemCase('No such wave'),
      ...commonAnswers,
    },
  }),
  changeWave: operation('changeWave', {
    summary: 'Pause, resume or cancel a wave: what is claimed finishes, nothing else leaves',
    body: z.strictObject({ because: z.string().trim().max(200).optional().describe('Goes into the audit trail.') }),
    bodyOptional: true,
    answers: {
      200: { description: 'The wave as it is now', schema: waveShape },
      400: faulty,
      413: problemCase('The body is too large'),
      404: problemCase('No such wave, or no such action'),
      409: problemCase('Not possible in the state of the wave'),
      ...commonAnswers,
    },
  }),
  listWaveRecipients: operation('listWaveRecipients', {
    summary: 'Everyone the wave is for, with how far they have come or why they are left out',
    answers: {
      200: { description: 'One line for each person', contentType: 'text/csv' },
      404: problemCase('No such wave'),
      ...commonAnswers,
    },
  }),
} as const;
