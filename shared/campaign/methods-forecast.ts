/** What was measured of Graph before it began to refuse: between one request in two seconds and three a second. */
export const mostReadingsPerSecond = 3;
const fewestReadingsPerSecond = 0.5;

/** What reading people's own methods costs, where a tenant has no report. */
export interface MethodsForecast {
  /** One for each person whose place hangs on it, already made or still to come. */
  readonly placing: number;
  /** Of these, those still to come. */
  readonly placingLeft: number;
  /** How long these take, between these numbers of hours. */
  readonly hours: { readonly atLeast: number; readonly atMost: number };
  /** One before each mail, as if everybody got the first mail and every reminder: a link stands for those that it saves. */
  readonly mails: number;
  readonly total: number;
}

interface MethodsNeeded {
  /** People whose place hangs on their methods, and those of them who have not been read. */
  readonly people: number;
  readonly unread: number;
  readonly selected: number;
  readonly mailsEach: number;
}

/** Foretells the requests of a campaign that reads a person's methods once, and again before each mail to them. */
export function forecastMethods({ people, unread, selected, mailsEach }: MethodsNeeded): MethodsForecast {
  const mails = selected * mailsEach;
  return {
    placing: people,
    placingLeft: unread,
    hours: { atLeast: hoursFor(unread, mostReadingsPerSecond), atMost: hoursFor(unread, fewestReadingsPerSecond) },
    mails,
    total: people + mails,
  };
}

const hoursFor = (requests: number, perSecond: number): number => Math.ceil((10 * requests) / perSecond / 3_600) / 10;
