import { countCampaign, countPass } from './virtual-campaign.ts';
import { countReport } from './count-report.ts';

/** What a month of thirty days takes, as services count it. Each is an upper bound. */
export interface Month {
  readonly executions: number;
  /** Seconds in which an instance runs something, if nothing ran at the same time. */
  readonly instanceSeconds: number;
  readonly storageTransactions: number;
  readonly graphRequests: number;
  readonly mails: number;
  readonly logMegabytes: number;
}

/** What was counted in thirty virtual days of a thousand people. */
export interface Units {
  /** The timers' work of a month in which nobody is written to. */
  readonly idleStorage: number;
  readonly idleGraph: number;
  /** For each mail: enrolment, release, sending, what follows; and its delivery report. */
  readonly storagePerMail: number;
  /** The look at the person; Graph's quota counts a second one where the document names groups. */
  readonly graphPerMail: number;
  readonly storagePerReport: number;
  /** For each page of 999 people in a pass, with everybody's facts written. */
  readonly storagePerPage: number;
  readonly mailsPerPerson: number;
}

const countedPeople = 1_000;

export async function countUnits(): Promise<Units> {
  const idle = await countCampaign(countedPeople, true);
  const busy = await countCampaign(countedPeople, false);
  return {
    idleStorage: idle.storageTransactions,
    idleGraph: idle.graphRequests,
    storagePerMail: (busy.storageTransactions - idle.storageTransactions) / busy.mails,
    graphPerMail: (busy.graphRequests - idle.graphRequests) / busy.mails,
    storagePerReport: await countReport(),
    storagePerPage: await countPass(countedPeople),
    mailsPerPerson: busy.mails / countedPeople,
  };
}

const days = 30;
const everyFiveMinutes = days * 24 * 12;
/** The default schedules (shared/config/schedules.ts): release, watch and reconcile, plan, the nightly pass, what is forgotten. */
export const timerRuns = days * 24 * 60 + 2 * everyFiveMinutes + days * 24 * 4 + 2 * days;

/** Graph gives a page of the report every two seconds, and one of the users in a third of one. */
const secondsPerPage = 2.3;
/** `refreshPage` reads for a minute, then hands on. */
const secondsPerCall = 60;
/**
 * Whether a count of everybody is due, checkConservation's page with its cursor, what readGauges asks for, the pass to
 * resume, and the list of rows set aside.
 */
const reconcileTransactions = 2 + 3 + 5 + 1 + 1;
/** The good end of each timer, noted at most every ten minutes: three timers run more often. */
const timerNotes = days * (3 * 24 * 6 + 24 * 4 + 1);
/** The host takes and deletes a message; Event Grid puts that of a report. */
const perQueued = 2;
const perReported = 3;
/** The request, "Executing" and "Executed", and at most two lines of ours; a kilobyte each. */
const recordsPerExecution = 5;
const recordKilobytes = 1;

export function monthOf(people: number, isBusy: boolean, units: Units): Month {
  const pages = Math.ceil(people / 999);
  const passSeconds = days * pages * secondsPerPage;
  const passCalls = days * Math.ceil((pages * secondsPerPage) / secondsPerCall);
  const mails = isBusy ? Math.round(people * units.mailsPerPerson) : 0;
  const executions = timerRuns + passCalls + 2 * mails;
  const perMail = units.storagePerMail + perQueued + units.storagePerReport + perReported;
  const ofPasses = days * pages * units.storagePerPage;
  return {
    executions,
    instanceSeconds: Math.round(timerRuns + passSeconds + 2 * mails),
    // Every call reads the campaign once.
    storageTransactions: Math.round(
      units.idleStorage +
        executions +
        timerNotes +
        everyFiveMinutes * reconcileTransactions +
        ofPasses +
        mails * perMail,
    ),
    graphRequests: Math.round(units.idleGraph + days * 2 * pages + mails * units.graphPerMail),
    mails,
    logMegabytes: Math.round((executions * recordsPerExecution * recordKilobytes) / 1_000),
  };
}
