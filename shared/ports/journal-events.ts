interface Described {
  /** When the line is written. */
  readonly when: string;
  /** Its facts: ids, counts and reasons. */
  readonly facts: readonly string[];
}

/**
 * Every line that the app writes into its log, by the name of its event. Queries, alerts and docs/operations.md go by these
 * names: `node scripts/write-events.ts` writes the table there, and a test compares it.
 */
export const journalEvents = {
  audited: {
    when: 'a row of the audit trail was written; the digest tells a row that was changed afterwards',
    facts: ['entryId', 'by', 'action', 'target', 'outcome', 'digest'],
  },
  campaignPaused: { when: 'too many mails failed, and the campaign was paused', facts: ['because'] },
  campaignUnreadable: {
    when: 'the campaign document cannot be read, so that a timer or a queue message did nothing; the API tells the faults',
    facts: ['function', 'paths'],
  },
  collectionRestarted: {
    when: 'Graph no longer followed a link, and the collection is read from its start',
    facts: ['passId', 'collection', 'page'],
  },
  deliveryReportForAnotherAddress: {
    when: 'a report is about an address that its message was not sent to',
    facts: ['messageId', 'status'],
  },
  deliveryReportFromAnotherSender: {
    when: 'a report is about a mail from a sender that its message was not claimed with',
    facts: ['messageId', 'status'],
  },
  deliveryReportNotOurs: { when: 'a report is about a message that is not ours', facts: ['messageId', 'status'] },
  detailsNotTold: {
    when: 'a change of what readers know the mails by could not be mailed at once: it is tried again every 15 minutes',
    facts: ['because'],
  },
  detailsTold: {
    when: 'a notice about such a change was handed to the mail service',
    facts: ['noticeId', 'messageId', 'result'],
  },
  enteredForAdmin: {
    when: 'somebody turned out to be an admin after security info was entered for them: it was taken out again, or is left for a person to take out',
    facts: ['userId', 'method', 'result'],
  },
  entryNotTold: {
    when: 'somebody could not be told of security info that was entered for them, or nobody knows whether they were: a person tells them',
    facts: ['messageId'],
  },
  entryTold: {
    when: 'a notice about security info that was entered for somebody was handed to the mail service',
    facts: ['userId', 'messageId', 'result'],
  },
  failed: { when: 'a function failed; it is tried again', facts: ['function', 'causes'] },
  forgetOldData: {
    when: 'every night: ended journeys, old drafts and audit rows were forgotten, and people removed again who were erased and had come back with a restored table',
    facts: ['erasedAgain', 'auditRows', 'drafts', 'forgotten'],
  },
  mailboxNotRead: {
    when: 'what the mailbox of a person is for is not known: they are written to',
    facts: ['passId', 'userId', 'because'],
  },
  mailboxesNotRead: {
    when: 'what mailboxes are for could not be asked: the pass goes on, and each is asked for before its mail',
    facts: ['passId', 'because'],
  },
  massDrift: {
    when: 'a pass found that very many people can reset no more: a policy was changed, and nobody of them is asked anew until an operator decides',
    facts: ['passId', 'people', 'capableBefore', 'because'],
  },
  measured: { when: 'something was counted: see the next table', facts: [] },
  noticeNotAllowed: {
    when: 'a notice is due, and an address of the document is none that notices may go to: nothing was sent there',
    facts: ['noticeId', 'path', 'because'],
  },
  noticeOutcomeUnknown: {
    when: 'nobody knows whether a notice (about a wave, or a change of details) was sent',
    facts: ['noticeId', 'messageId'],
  },
  otherEventIgnored: { when: 'Event Grid delivered something that is no delivery report', facts: ['eventType'] },
  othersStorage: {
    when: "the storage is another installation's: a timer did nothing, or a queue message was put back",
    facts: ['function', 'because'],
  },
  ownerTold: {
    when: 'a digest to one of the mailboxes in owners was handed to the mail service',
    facts: ['noticeId', 'messageId', 'result'],
  },
  managerTold: {
    when: 'the letter of this week to a manager about their team was handed to the mail service',
    facts: ['noticeId', 'messageId', 'result'],
  },
  managerLeftOut: {
    when: 'a manager of people who were reminded is not written to',
    facts: ['userId', 'because'],
  },
  managersTold: {
    when: 'letters of a week to managers were sent, or all of them have been',
    facts: ['week', 'told', 'isOver'],
  },
  pageNotRead: {
    when: 'Graph did not give a page of a pass; it is tried again in a minute',
    facts: ['passId', 'collection', 'page', 'because'],
  },
  passComplete: {
    when: 'a pass over the tenant came to its end',
    facts: ['passId', 'reportRows', 'users', 'changed', 'setAside', 'unidentified', 'absent'],
  },
  passDistrusted: {
    when: 'a pass read what cannot be true, or was refused, and is not believed',
    facts: ['passId', 'because', 'reportRows', 'users', 'changed', 'setAside', 'unidentified', 'absent'],
  },
  planCampaign: { when: 'every 15 minutes: waves were looked at', facts: ['enrolled', 'waves', 'because', 'tenant'] },
  reconcileClaims: {
    when: 'every 5 minutes: messages without an outcome were looked at, a page of people checked, a stalled pass resumed, everybody counted where that is due',
    facts: [
      'fine',
      'putBack',
      'stillClaimed',
      'claimedElsewhere',
      'accepted',
      'rejected',
      'denied',
      'dueAgain',
      'unknown',
      'checked',
      'repaired',
      'missing',
      'pass',
      'figures',
    ],
  },
  recordDeliveryReport: { when: 'a delivery report was read', facts: ['messageId', 'status', 'outcome'] },
  refreshPage: { when: 'pages of a pass were read', facts: ['passId', 'collection', 'page', 'outcome'] },
  refreshRegistrations: {
    when: 'every night: a pass was started, or set going again',
    facts: ['pass'],
  },
  releaseMessages: {
    when: 'every minute: what is due went to the queue, or why not',
    facts: ['kind', 'count', 'because', 'until'],
  },
  refused: {
    when: 'a request to the admin API was refused: no or no good token, no role, or a change that cannot be made; 60 a minute at most of callers who are known, and 60 of others',
    facts: ['route', 'status', 'because', 'by'],
  },
  refusalsNotWritten: { when: 'more was refused in a minute than is written down', facts: ['count'] },
  reopenJourneys: {
    when: 'every 15 minutes, where somebody was looked at: people who can reset no more begin a new round',
    facts: ['reopened', 'looked', 'because'],
  },
  retryAfterCapped: {
    when: 'the mail service asked for a longer wait than an hour',
    facts: ['askedSeconds', 'usedSeconds'],
  },
  methodsNotRead: {
    when: 'the own methods of a person could not be read, in a tenant that has no report',
    facts: ['passId', 'userId', 'because'],
  },
  rolesNotRead: { when: 'admin roles could not be read: nobody is known to be no admin', facts: ['passId', 'because'] },
  rowSetAside: { when: 'a row of the tenant could not be read', facts: ['collection', 'id', 'because'] },
  rowsWereGone: {
    when: 'a pass found that people were stored no more: they are written anew, and of some nobody knows what they were sent',
    facts: ['passId', 'people', 'histories'],
  },
  secondDelivery: { when: 'two mails under one id arrived', facts: ['messageId', 'status'] },
  sendMessage: { when: 'a message was taken from the queue', facts: ['userId', 'step', 'result', 'because'] },
  storedRowSetAside: {
    when: 'every 5 minutes, for each stored row that cannot be read',
    facts: ['table', 'partitionKey', 'rowKey', 'because'],
  },
  unknownStatus: { when: 'a report has a status that nobody knows', facts: ['messageId', 'status'] },
  watchRegistrations: {
    when: 'every 5 minutes: the audit log was read',
    facts: ['requests', 'events', 'newEvidence', 'setAside', 'throttled'],
  },
  waveAnnounced: {
    when: 'a notice about a wave was handed to the mail service',
    facts: ['noticeId', 'messageId', 'result'],
  },
  waveEnrolled: { when: 'people of a wave were enrolled', facts: ['waveId', 'enrolled'] },
  waveNotStarted: {
    when: 'the groups of a wave did not tell their people: it could not start, or goes on without those whose rows are lost',
    facts: ['waveId', 'because'],
  },
  waveStarted: { when: 'the time of a wave has come', facts: ['waveId'] },
} as const satisfies Readonly<Record<string, Described>>;

export type JournalEvent = keyof typeof journalEvents;

/** The facts that a line of an event may have. */
export type FactsOf<Event extends JournalEvent> = {
  readonly [Name in (typeof journalEvents)[Event]['facts'][number]]?: string | number | boolean | undefined;
};
