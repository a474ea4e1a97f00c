/** One deliberate mistake in the product's own source, or in the prover's model of the platform. */
export interface Mutant {
  readonly name: string;
  /** The seed that caught it when it was last looked for from seed 1: the search begins there, and goes on where the code has moved since. */
  readonly foundAt: number;
  readonly edits: readonly Edit[];
  /** How the world shows it. */
  readonly shows: RegExp;
}

/** Replaces text of a source file; a text that is not there is an error, so that an outdated mutant is noticed. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const sendMessage = 'shared/use-cases/send-message.ts';
const settleClaim = 'shared/use-cases/settle-claim.ts';
const twice = /sent twice|another body/;
const lost = /lost|stuck|books/;

/** The mistakes that senders make. The prover must catch every one: otherwise it would miss it in our code too. */
export const mutants: readonly Mutant[] = [
  {
    name: 'no claim: the mail leaves before anything is written',
    foundAt: 3,
    edits: [
      {
        file: sendMessage,
        find: 'const written = await ports.recipients.writeJourney(write);',
        replace:
          "const written = { kind: 'written', version: journey.version } as { kind: 'written'; version: string } | { kind: 'conflict' }; void write;",
      },
      { file: settleClaim, find: '(holdsClaim(journey, claimed) ? write : undefined)', replace: 'write' },
    ],
    // The index keeps the second mail away, and takes the row for one that was lost.
    shows: /sent twice|another body|nothing of .* was lost/,
  },
  {
    name: 'no look at the person: what the last pass knew is believed',
    foundAt: 105,
    edits: [
      {
        file: sendMessage,
        find: 'const look = await lookAtPerson(journey, context.rules.cadence, run.now, ports);',
        replace: "const look = { kind: 'asKnown' } as Awaited<ReturnType<typeof lookAtPerson>>;",
      },
    ],
    shows: /somebody who had gone/,
  },
  {
    name: 'lease takeover: a claim that is some minutes old may be taken over',
    foundAt: 27,
    edits: [
      {
        file: 'shared/campaign/send-decision.ts',
        find: "if (!isOpen(message)) return { kind: 'nothing', because: message.state };",
        replace:
          "if (message.state === 'claimed' && now.getTime() - message.claim!.claimedAt.getTime() > 60_000) return { kind: 'send', message }; if (!isOpen(message)) return { kind: 'nothing', because: message.state };",
      },
    ],
    shows: /sent twice|another body|claimed after|stuck/,
  },
  {
    name: 'lease shorter than a late request: a claim is settled after seconds',
    foundAt: 214,
    edits: [
      {
        file: 'shared/delivery/reconciliation.ts',
        find: 'export const claimSettlesAfterMinutes = 15;',
        replace: 'export const claimSettlesAfterMinutes = 0.1;',
      },
      {
        file: 'shared/delivery/reconciliation.ts',
        find: "if (deniedAt === undefined) return { kind: 'denied' };",
        replace: "if (deniedAt === undefined) return { kind: 'dueAgain' };",
      },
      {
        file: 'shared/use-cases/release-messages.ts',
        find: 'export const watchAfterMinutes = 20;',
        replace: 'export const watchAfterMinutes = 0.1;',
      },
    ],
    shows: twice,
  },
  {
    name: 'a new id after an answer that got lost',
    foundAt: 6,
    edits: [
      {
        file: sendMessage,
        find: 'messages: [noted] });',
        replace:
          "messages: [{ ...noted, state: 'due', claim: undefined, messageId: ports.ids.next(), history: [...claimed.history, { state: 'due', at: claimed.dueAt }] }] }); await ports.agenda.put([entryOf(claimed)]);",
      },
    ],
    shows: twice,
  },
  {
    name: 'SDK retries on: a request without an answer is made again',
    foundAt: 12,
    edits: [
      {
        file: sendMessage,
        find: 'const answer = await ports.mailer.send({ ...body, messageId, from, to });',
        replace:
          "const mail = { ...body, messageId, from, to }; let answer = await ports.mailer.send(mail); for (let i = 0; i < 3 && answer.kind === 'ambiguous'; i++) answer = await ports.mailer.send(mail);",
      },
    ],
    shows: twice,
  },
  {
    name: 'release on unknown: an answer that got lost makes the message due again',
    foundAt: 12,
    edits: [
      {
        file: sendMessage,
        find: 'return note(answer, held, ports);',
        replace: "return sendAgainLater(held, { kind: 'unavailable', because: answer.because }, run);",
      },
    ],
    shows: twice,
  },
  {
    name: 'no ETag: whoever writes last wins',
    foundAt: 30,
    edits: [
      {
        file: 'test/fakes/fake-recipient-store.ts',
        find: "if (before.version !== write.version) return { kind: 'conflict' };",
        replace: '',
      },
      { file: settleClaim, find: '(holdsClaim(journey, claimed) ? write : undefined)', replace: 'write' },
    ],
    shows: /sent twice|another body|nothing of .* was lost/,
  },
  {
    name: 'checkpoint before write: the watermark moves before the events are applied',
    foundAt: 154,
    edits: [
      {
        file: 'shared/use-cases/watch-registrations.ts',
        find: 'const since = new Date(Math.max(addMinutes(watermark, -overlapMinutes).getTime(), oldest.getTime()));',
        replace: 'const since = watermark; await ports.watermarks.write(service, now);',
      },
    ],
    shows: lost,
  },
  {
    name: 'follow-up on absence: who is no longer in the report counts as registered',
    foundAt: 7,
    edits: [
      {
        file: 'shared/registration/registration.ts',
        find: "if (registration === undefined) return 'notReported';",
        replace: "if (registration === undefined) return 'capable';",
      },
    ],
    shows: /SSPR link before|left out/,
  },
  {
    name: 'poison dropped: nobody watches what was released',
    foundAt: 2,
    edits: [
      {
        file: 'shared/use-cases/release-messages.ts',
        find: 'await ports.agenda.watch(due, watchAt);',
        replace: 'await ports.agenda.replace({ drop: due });',
      },
      {
        file: 'shared/use-cases/check-conservation.ts',
        find: 'await ensureOwners(unowned, ports);',
        replace: 'void unowned; void ensureOwners;',
      },
    ],
    shows: lost,
  },
  {
    name: 'delete without popReceipt: a slow server deletes what another one holds',
    foundAt: 3,
    edits: [
      {
        file: 'test/prover/simulated-queue.ts',
        find: '    if (message.popReceipt !== receipt) return;\n',
        replace: '',
      },
    ],
    shows: /somebody else held/,
  },
  {
    name: 'gate in memory: every server counts for itself',
    foundAt: 306,
    edits: [
      {
        file: 'test/prover/wired-ports.ts',
        find: "read: () => ask('read the gate', () => stores.gates.read()),",
        replace:
          "read: () => ask('read the gate', async () => ({ ...(await stores.gates.read()), gate: (invocation.memory.gate ?? { releases: [], closedUntil: undefined, closedBecause: undefined }) as never })),",
      },
      {
        file: 'test/prover/wired-ports.ts',
        find: "ask('write the gate', () => stores.gates.write(gate, version)),",
        replace: "ask('write the gate', () => ((invocation.memory.gate = gate), stores.gates.write(gate, version))),",
      },
    ],
    shows: /quota/,
  },
  {
    name: 'the body is rendered anew for every attempt',
    foundAt: 6,
    edits: [
      {
        file: sendMessage,
        find: 'return pinned && message.address ? { address: message.address, body: pinned } : undefined;',
        replace: 'void pinned; return context.render(message, journey);',
      },
    ],
    shows: /another body/,
  },
  {
    name: 'whoever is asked may deny: the mail service that the app was moved to says that it does not know the id',
    foundAt: 175,
    edits: [
      {
        file: 'shared/delivery/mail-from.ts',
        find: 'from?.service !== service;',
        replace: '(void from, void service, false);',
      },
    ],
    shows: /sent twice|another mail service/,
  },
  {
    name: 'a message that one mail service may have taken leaves by another',
    foundAt: 977,
    edits: [
      {
        file: 'shared/campaign/send-decision.ts',
        find: 'if (message.claim && isMadeElsewhere(message.claim, rules.mailFrom)) {',
        replace: 'void isMadeElsewhere; if (message.claim && message.claim.claimId === undefined) {',
      },
    ],
    shows: /another mail service/,
  },
  {
    name: 'a repeated request comes from the sender of today',
    foundAt: 977,
    edits: [
      {
        file: sendMessage,
        find: 'const from = message.claim?.from ?? context.rules.mailFrom;',
        replace: 'const from = context.rules.mailFrom;',
      },
    ],
    shows: /another body/,
  },
  {
    name: 'rows that were lost are begun anew: nobody asks whether a mail has left under the id',
    foundAt: 22,
    edits: [
      {
        file: sendMessage,
        find: "if ((await enter(claimed, ports.messageIndex)) === 'anothers') return setAside(held, context.rules, ports);",
        replace: 'await enter(claimed, ports.messageIndex); void setAside;',
      },
    ],
    shows: twice,
  },
  {
    name: 'what was sent is forgotten with the rest of a journey that ended long ago',
    foundAt: 8,
    edits: [
      {
        file: 'shared/campaign/make-ledger.ts',
        find: 'sent: [...messages, ...superseded].map(entryOf).toSorted(byStep),',
        replace: 'sent: [...messages, ...superseded].slice(messages.length).map(entryOf).toSorted(byStep),',
      },
    ],
    // The index keeps the second mail away, and takes the row for one that was lost.
    shows: /nothing of .* was lost/,
  },
  {
    name: 'each attempt takes the entry of the one before for that of another message',
    foundAt: 2,
    edits: [{ file: sendMessage, find: 'indexedAs: message.indexedAs ?? claimId,', replace: 'indexedAs: claimId,' }],
    shows: /nothing of .* was lost/,
  },
  {
    name: 'one denial is enough, right after the claim',
    foundAt: 1009,
    edits: [
      {
        file: 'shared/delivery/reconciliation.ts',
        find: "if (deniedAt === undefined) return { kind: 'denied' };",
        replace: "if (deniedAt === undefined) return { kind: 'dueAgain' };",
      },
      {
        file: 'shared/delivery/reconciliation.ts',
        find: 'export const claimSettlesAfterMinutes = 15;',
        replace: 'export const claimSettlesAfterMinutes = 1;',
      },
      {
        file: 'shared/use-cases/release-messages.ts',
        find: 'export const watchAfterMinutes = 20;',
        replace: 'export const watchAfterMinutes = 1;',
      },
    ],
    shows: twice,
  },
  {
    name: 'the watched entry is dropped before the outcome is written',
    foundAt: 6,
    edits: [
      {
        file: sendMessage,
        find: 'const { messageId } = claimed;\n',
        replace: 'const { messageId } = claimed; await ports.agenda.replace({ dropWatch: [watch] });\n',
      },
      {
        file: 'shared/use-cases/check-conservation.ts',
        find: 'await ensureOwners(unowned, ports);',
        replace: 'void unowned; void ensureOwners;',
      },
    ],
    shows: lost,
  },
  {
    name: 'no last look: what was planned is sent, whatever has been learned since',
    foundAt: 1,
    edits: [
      {
        file: 'shared/campaign/send-decision.ts',
        find: "if (next.kind !== 'send' || next.step !== step || cannotLeave(message, journey)) return { kind: 'replan' };",
        replace: "if (next.kind !== 'send' || next.step !== step) return { kind: 'send', message };",
      },
      { file: 'shared/use-cases/write-plan.ts', find: 'if (plan.drop.length > 0)', replace: 'if (false)' },
      {
        file: 'shared/campaign/plan-journey.ts',
        find: '.filter((message) => isOpen(message) && message !== kept)',
        replace: '.filter((message) => message === undefined)',
      },
    ],
    shows: /claimed after|left out|stuck/,
  },
  {
    name: 'a wave that is cancelled goes on',
    foundAt: 52,
    edits: [
      {
        file: 'shared/campaign/wave.ts',
        find: "if (cancelled.includes(waveId)) return 'cancelled';",
        replace: '',
      },
    ],
    shows: /wave that is halted/,
  },
  {
    name: 'a wave that is paused goes on',
    foundAt: 38,
    edits: [
      {
        file: 'shared/campaign/wave.ts',
        find: "return paused.includes(waveId) ? 'paused' : 'running';",
        replace: "return 'running';",
      },
    ],
    shows: /wave that is halted/,
  },
  {
    name: 'a mail that was filtered goes to the other address as well',
    foundAt: 6,
    edits: [
      {
        file: 'shared/delivery/message.ts',
        find: "state === 'bounced' || state === 'suppressed';",
        replace: "state === 'bounced' || state === 'suppressed' || state === 'filtered';",
      },
    ],
    shows: twice,
  },
  {
    name: 'an address that turned mail away is written to all the same',
    foundAt: 8,
    edits: [
      {
        file: 'shared/recipient/address.ts',
        find: '!isAmong(candidate, turnedAway)',
        replace: '(turnedAway.length === 0 || candidate !== undefined)',
      },
    ],
    shows: /turned mail away|sent twice/,
  },
  {
    name: 'what was put off gets another time by each further hint, and so another hint',
    foundAt: 1326,
    edits: [
      {
        file: 'shared/campaign/send-decision.ts',
        find: 'if (earliest > now || message.dueAt > releasedAt) return',
        replace: 'if ((earliest > now || message.dueAt > releasedAt) && message.claim === undefined) return',
      },
    ],
    shows: /stuck/,
  },
  {
    name: 'a hint that comes early puts the message off',
    foundAt: 22,
    edits: [
      {
        file: 'shared/campaign/send-decision.ts',
        find: 'return next.notBefore <= message.dueAt || next.notBefore <= now',
        replace: 'return next.notBefore <= now',
      },
    ],
    shows: /stuck/,
  },
  {
    name: 'an hour of sixty minutes: the gate forgets what left an hour ago to the minute',
    foundAt: 17,
    edits: [
      { file: 'shared/delivery/rate-gate.ts', find: 'const hourMinutes = 61;', replace: 'const hourMinutes = 60;' },
      {
        file: 'shared/delivery/rate-gate.ts',
        find: '(mailsPerHour <= 30 * mailsPerMinute ? 2 : 1)',
        replace: '(mailsPerHour < 0 * mailsPerMinute ? 2 : 1)',
      },
    ],
    shows: /quota/,
  },
  {
    name: 'the breaker does not count what left in the ten minutes of a start or resumption',
    foundAt: 50,
    edits: [
      {
        file: 'shared/delivery/failure-rate.ts',
        find: 'return changedAt > began && changedAt <= at ? changedAt : began;',
        replace: 'void changedAt; return began;',
      },
    ],
    shows: /after it was started or resumed, breaker/,
  },
  {
    name: 'no days between goals: the mail about phones leaves right after the link',
    foundAt: 26,
    edits: [
      {
        file: 'shared/campaign/owed-step.ts',
        find: '.filter((message) => message.acceptedAt !== undefined && !shareGoal(message.step, step))',
        replace: '.filter((message) => message.acceptedAt !== undefined && !shareGoal(message.step, step) && false)',
      },
    ],
    shows: /too close to each other/,
  },
  {
    name: 'one goal at a time: whoever is enrolled for another is no longer enrolled for the first',
    foundAt: 138,
    edits: [
      {
        file: 'shared/campaign/journey-change.ts',
        find: 'otherEnrolments: { ...journey.otherEnrolments, ...otherEnrolments }',
        replace: 'otherEnrolments',
      },
    ],
    shows: /lost/,
  },
  {
    name: 'a decision about lost histories lets the SSPR link leave once more',
    foundAt: 486,
    edits: [
      {
        file: 'shared/campaign/lost-history.ts',
        find: "if (decision === 'writtenTo' || isFollowUp(one.step)) return",
        replace: "if (decision === 'writtenTo') return",
      },
      {
        file: 'shared/use-cases/decide-lost.ts',
        find: "isCapable ? 'writtenTo' : decision",
        replace: 'decision',
      },
    ],
    shows: twice,
  },
  {
    name: 'a new round begins before their last mail is 90 days ago',
    foundAt: 2,
    edits: [
      {
        file: 'shared/campaign/new-round.ts',
        find: 'export const reopenAfterDays = 90;',
        replace: 'export const reopenAfterDays = 20;',
      },
    ],
    shows: /asked once more too soon/,
  },
  {
    name: 'the SSPR link comes again with a new round',
    foundAt: 2,
    edits: [
      {
        file: 'shared/campaign/reopening.ts',
        find: 'const again = [...steps].filter((step) => !isFollowUp(step)).map(',
        replace: 'void isFollowUp; const again = [...steps].map(',
      },
    ],
    shows: twice,
  },
  {
    name: 'reminders of the old round go on after the loss',
    foundAt: 12,
    edits: [
      {
        file: 'shared/campaign/next-step.ts',
        find: "if (hasLostInfo(journey)) return { kind: 'stop', because: 'securityInfoLost' };",
        replace: 'void hasLostInfo;',
      },
    ],
    shows: /of a round that ended/,
  },
  {
    name: 'candidates for a new round are taken off the list before their round is written',
    foundAt: 12,
    edits: [
      {
        file: 'shared/use-cases/reopen-journeys.ts',
        find: "const chosen = all.filter(({ verdict }) => verdict.kind === 'reopen');",
        replace:
          "const chosen = all.filter(({ verdict }) => verdict.kind === 'reopen'); await reopeningCandidates.drop(candidates);",
      },
    ],
    shows: /never asked once more/,
  },
  {
    name: 'whoever is not yet to be asked once more is forgotten',
    foundAt: 2,
    edits: [
      {
        file: 'shared/use-cases/reopen-journeys.ts',
        find: 'await reopeningCandidates.put(all.flatMap(putOff));',
        replace: 'void putOff;',
      },
    ],
    shows: /never asked once more/,
  },
];
