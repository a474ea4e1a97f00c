export interface paths {
  '/api/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the app is up and what is degraded; tells nothing about the tenant */
    get: operations['health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This document
     * @description Needs the app role Campaign.Read.
     */
    get: operations['showOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The funnel, the effect of each mail, and what needs a human; at most five minutes old
     * @description Needs the app role Campaign.Read.
     */
    get: operations['showReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/report.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The figures of the report, one in a line
     * @description Needs the app role Campaign.Read.
     */
    get: operations['listReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/preflight': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every precondition, tried: pass, warn or fail, with the remedy
     * @description Needs the app role Campaign.Read.
     */
    get: operations['runPreflight'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dashboard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The page: how the campaign stands; also for the session of a signed-in browser
     * @description Needs the app role Campaign.Read.
     */
    get: operations['showDashboard'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/campaign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The campaign document and whether the campaign runs
     * @description Needs the app role Campaign.Read.
     */
    get: operations['showCampaign'];
    /**
     * Replace the campaign document; needs If-Match with the ETag of the one that was read
     * @description Needs the app role Campaign.Operate.
     */
    put: operations['replaceCampaign'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/campaign/{action}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pause or resume the campaign: what is claimed finishes, nothing else leaves
     * @description Needs the app role Campaign.Operate.
     */
    post: operations['changeStatus'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who changed what and when, the newest first
     * @description Needs the app role Campaign.Read.
     */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/waves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The waves, by their ids
     * @description Needs the app role Campaign.Read.
     */
    get: operations['listWaves'];
    put?: never;
    /**
     * Plan a wave (dry run), or launch one that was planned
     * @description Needs the app role Campaign.Operate.
     */
    post: operations['launchWave'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/waves/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One wave and how far its people have come
     * @description Needs the app role Campaign.Read.
     */
    get: operations['showWave'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/waves/{id}/{action}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pause, resume or cancel a wave: what is claimed finishes, nothing else leaves
     * @description Needs the app role Campaign.Operate.
     */
    post: operations['changeWave'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/waves/{id}/recipients.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everyone the wave is for, with how far they have come or why they are left out
     * @description Needs the app role Campaign.Read.
     */
    get: operations['listWaveRecipients'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{idOrUpn}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why somebody gets mail or does not, and all they have been sent
     * @description Needs the app role Campaign.Read.
     */
    get: operations['showUser'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{idOrUpn}/diagnosis': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why somebody cannot reset their password: the ladder, the cause, who can mend it, and how
     * @description Needs the app role Campaign.Read.
     */
    get: operations['diagnoseUser'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{idOrUpn}/{action}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * exclude, include, or resend one step
     * @description Needs the app role Campaign.Operate.
     */
    post: operations['changeUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/emails/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Any mail in any language, with made-up facts
     * @description Needs the app role Campaign.Read.
     */
    get: operations['previewEmail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/emails/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * One mail to oneself: to the address that the directory has of the caller
     * @description Needs the app role Campaign.Operate.
     */
    post: operations['sendTestEmail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/prepopulate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Enters phones and alternate addresses that the organisation knows; off unless PREPOPULATION is true
     * @description Needs the app role Campaign.Operate.
     */
    post: operations['prepopulate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Health: {
      /** @enum {string} */
      status: 'up' | 'degraded' | 'down';
      degraded: string[];
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      /** @description What is wrong here, and the next step. */
      detail: string;
      /** @description Every fault of the request, by its path. */
      faults?: {
        path: string;
        message: string;
      }[];
      /** @description What has changed since the dry run. */
      drift?: {
        [key: string]: unknown;
      };
    };
    Report: {
      /** Format: date-time */
      asOf: string;
      tally: {
        people: number;
        enrolled: number;
        capable: number;
        nudged: number;
        linked: number;
        waiting: number;
        open: number;
        excluded: {
          [key: string]: number;
        };
        stopped: {
          [key: string]: number;
        };
        messages: {
          [key: string]: {
            [key: string]: number;
          };
        };
      };
      /** @description By step: who registered after this mail and before the next one, where the audit log tells when. */
      effects: {
        [key: string]: {
          sent: number;
          delivered: number;
          registeredAfter: number;
        };
      };
      registeredUnasked: number;
      registeredAtUnknownTime: number;
      holdout: {
        people: number;
        capable: number;
      };
      phoneOnly: number;
      profile: {
        scope: {
          enabled: number;
          notEnabled: number;
        };
        domains: {
          [key: string]: number;
        };
        synchronised: number;
        resets: {
          succeeded: number;
          synchronisedSucceeded: number;
          failed: number;
          writebackOff: number;
        };
      };
      days: {
        /** Format: date */
        day: string;
        mails: number;
        registrations: number;
      }[];
      needsHuman: {
        userId: string;
        step: string;
        state: string;
        because?: string;
      }[];
      needsHumanCount: number;
    };
    Preflight: {
      /** @enum {string} */
      status: 'pass' | 'warn' | 'fail';
      /** Format: date-time */
      checkedAt: string;
      checks: {
        id: string;
        /** @enum {string} */
        status: 'pass' | 'warn' | 'fail';
        detail: string;
        remedy?: string;
      }[];
    };
    Campaign: {
      /** @description The campaign document, with the defaults filled in. */
      document: {
        [key: string]: unknown;
      };
      state: {
        /** @enum {string} */
        status: 'running' | 'paused';
        because?: string;
        /** Format: date-time */
        changedAt: string;
      };
      /** @description The app setting DRY_RUN: everything runs and nothing is sent. */
      dryRun: boolean;
      /** @description Whether mails leave, and what they wait for. */
      sending?: {
        state: {
          /** @enum {string} */
          kind: 'open' | 'held' | 'closed';
          /** @description paused, dryRun, quotaSpent, or what the mail service answered. */
          because?: string;
          /** Format: date-time */
          until?: string;
          /** @description So many mails may leave before the quota is spent. */
          count?: number;
        };
        /**
         * Format: date-time
         * @description When the next mail is due.
         */
        nextDueAt?: string;
        pausedWaves: string[];
      };
      /**
       * @description The document names new groups. A pass has been started, and they hold once it has read them.
       * @constant
       */
      groups?: 'readByNewPass';
    };
    WaveRequest: {
      /** @description The same name is the same wave. */
      name: string;
      /**
       * @description Object ids of groups; members of nested groups count.
       * @default []
       */
      groups?: string[];
      /**
       * @description Object ids or user principal names. With neither groups nor users: the whole audience.
       * @default []
       */
      users?: string[];
      limit?: number;
      /** Format: date-time */
      startsAt?: string;
      /**
       * @description true plans and mails nobody; false launches what `confirm` stands for.
       * @default true
       */
      dryRun?: boolean;
      /** @description What the dry run answered. The launch enrols exactly the people it planned, or nobody. */
      confirm?: string;
    };
    WaveDryRun: {
      /** @constant */
      dryRun: true;
      /** @description For the launch; missing when there is nobody to mail. */
      confirm?: string;
      /** @description Everyone who was looked at. */
      people: number;
      selected: number;
      /** @description Why the others are left out, with the next step. With `selected` it adds up to `people`. */
      leftOut: {
        because: string;
        people: number;
        meaning: string;
      }[];
      languages: {
        [key: string]: number;
      };
      variants: {
        [key: string]: number;
      };
      sample: {
        userId: string;
        userPrincipalName: string;
        address?: string;
        locale: string;
        localeBecause: string;
        timeZone: string;
        country?: string;
        variant: string;
      }[];
      /** Format: date-time */
      firstMailAt?: string;
      /**
       * Format: date-time
       * @description When the last first mail leaves, if nobody registers meanwhile.
       */
      lastMailAt?: string;
      /**
       * @description What the last mail waits for.
       * @enum {string}
       */
      limitedBy: 'workingHours' | 'newRecipientsPerDay' | 'mailQuota';
      hours: {
        /** Format: date-time */
        hour: string;
        mails: number;
      }[];
      /** @description First mails after the hours that are listed. */
      mailsLater: number;
    };
    WaveAlreadyLaunched: {
      /** @constant */
      dryRun: false;
      /** @constant */
      alreadyLaunched: true;
      wave: components['schemas']['Wave'];
    };
    Wave: {
      waveId: string;
      name: string;
      /** @enum {string} */
      origin: 'document' | 'operator';
      /** @enum {string} */
      state: 'drafted' | 'scheduled' | 'enrolling' | 'enrolled' | 'paused' | 'cancelled';
      /** Format: date-time */
      startsAt: string;
      enrolled: number;
      groups: string[];
      users: number;
      limit?: number;
    };
    WaveLaunched: {
      /** @constant */
      dryRun: false;
      /** @constant */
      alreadyLaunched: false;
      wave: components['schemas']['Wave'];
      people: number;
      selected: number;
      /** @description Why the others are left out, with the next step. With `selected` it adds up to `people`. */
      leftOut: {
        because: string;
        people: number;
        meaning: string;
      }[];
    };
    WaveProgress: {
      waveId: string;
      name: string;
      /** @enum {string} */
      origin: 'document' | 'operator';
      /** @enum {string} */
      state: 'drafted' | 'scheduled' | 'enrolling' | 'enrolled' | 'paused' | 'cancelled';
      /** Format: date-time */
      startsAt: string;
      enrolled: number;
      groups: string[];
      users: number;
      limit?: number;
      /** @description Who was told of the wave before its start. */
      notices: {
        to: string;
        messageId: string;
        /** @enum {string} */
        state: 'claimed' | 'accepted' | 'rejected' | 'unknown';
        /** Format: date-time */
        at: string;
        because?: string;
      }[];
      progress: {
        enrolled: number;
        capable: number;
        nudged: number;
        linked: number;
        open: number;
        stopped: {
          [key: string]: number;
        };
        messages: {
          [key: string]: {
            [key: string]: number;
          };
        };
      };
    };
    User: {
      userId: string;
      userPrincipalName?: string;
      displayName?: string;
      verdict: {
        selected: boolean;
        because?: string;
        /** @description What the reason means, and the next step. */
        meaning?: string;
        /** @description What else would keep this person out. */
        otherReasons: {
          because: string;
          meaning: string;
        }[];
        address?: string;
        locale?: string;
        localeBecause?: string;
        timeZone?: string;
        variant?: string;
      };
      registration?: {
        standing: string;
        isSsprEnabled: boolean;
        isSsprRegistered: boolean;
        isSsprCapable: boolean;
        isAdmin: boolean;
        methodsRegistered: string[];
        /** Format: date-time */
        readAt?: string;
      };
      readiness: {
        kind: string;
      } & {
        [key: string]: unknown;
      };
      enrolment?: {
        waveId: string;
        /** Format: date-time */
        enrolledAt: string;
        waveState?: string;
      };
      /** @description What the campaign owes this person. */
      next: {
        kind: string;
      } & {
        [key: string]: unknown;
      };
      messages: {
        step: string;
        messageId: string;
        epoch: number;
        /** @enum {string} */
        state:
          | 'planned'
          | 'due'
          | 'claimed'
          | 'accepted'
          | 'delivered'
          | 'bounced'
          | 'suppressed'
          | 'filtered'
          | 'failed'
          | 'rejected'
          | 'cancelled'
          | 'unknown';
        because?: string;
        /** Format: date-time */
        dueAt: string;
        /** Format: date-time */
        acceptedAt?: string;
        /** @description The kind of mail; known once it was written. */
        kind?: string;
        /** @description The language it was written in. */
        locale?: string;
        /** @description Which rule chose the language. */
        localeBecause?: string;
        history: {
          state: string;
          /** Format: date-time */
          at: string;
          because?: string;
        }[];
      }[];
      evidence: {
        /** Format: date-time */
        at: string;
        kind: string;
        by: string;
        reason?: string;
      }[];
    };
    Diagnosis: {
      userId: string;
      /** Format: date-time */
      checkedAt: string;
      /**
       * @description yes only when everything could be read.
       * @enum {string}
       */
      canReset: 'yes' | 'no' | 'unknown';
      /** @description The first rung that fails. */
      cause?: {
        /** @enum {string} */
        id:
          | 'notInDirectory'
          | 'accountDisabled'
          | 'guest'
          | 'noLicence'
          | 'ssprDisabledForTenant'
          | 'noResetPolicy'
          | 'notInScope'
          | 'adminUnderTwoGatePolicy'
          | 'notRegistered'
          | 'methodsNotAllowed'
          | 'federatedWithoutWriteback'
          | 'writebackNotEnabled'
          | 'onPremisesProtected'
          | 'onPremisesUnreachable'
          | 'writebackServiceStopped'
          | 'certificateNotTrusted'
          | 'networkBlocked'
          | 'writebackConfigurationBroken'
          | 'cloudAccountRefused'
          | 'onPremisesFailure'
          | 'onPremisesPermission'
          | 'onPremisesUserNotFound'
          | 'onPremisesUserAmbiguous'
          | 'onPremisesAccountDisabled'
          | 'onPremisesAccountLocked'
          | 'wrongCurrentPassword'
          | 'onPremisesPasswordPolicy'
          | 'domainControllerTooOld'
          | 'passwordSyncNotEnabled'
          | 'connectorPasswordTooLong'
          | 'bannedPassword'
          | 'cloudWriteFailed'
          | 'blockedFor24Hours'
          | 'cookiesBlocked'
          | 'attemptAbandoned'
          | 'unknownReason';
        /** @description What the page shows to the person. */
        code?: string;
        /** @description false when something before it could not be read. */
        isCertain: boolean;
        meaning: string;
        owner: string;
        /** @description Who can mend it, in words. */
        ownerIs: string;
        remedy: string[];
        /** Format: uri */
        documentation: string;
        /** @description What to tell the person. */
        message: string;
      };
      ladder: {
        id: string;
        question: string;
        /** @enum {string} */
        status: 'pass' | 'fail' | 'unknown';
        seen: string;
        /** @description Where that comes from. */
        source: string;
        /** @enum {string} */
        cause?:
          | 'notInDirectory'
          | 'accountDisabled'
          | 'guest'
          | 'noLicence'
          | 'ssprDisabledForTenant'
          | 'noResetPolicy'
          | 'notInScope'
          | 'adminUnderTwoGatePolicy'
          | 'notRegistered'
          | 'methodsNotAllowed'
          | 'federatedWithoutWriteback'
          | 'writebackNotEnabled'
          | 'onPremisesProtected'
          | 'onPremisesUnreachable'
          | 'writebackServiceStopped'
          | 'certificateNotTrusted'
          | 'networkBlocked'
          | 'writebackConfigurationBroken'
          | 'cloudAccountRefused'
          | 'onPremisesFailure'
          | 'onPremisesPermission'
          | 'onPremisesUserNotFound'
          | 'onPremisesUserAmbiguous'
          | 'onPremisesAccountDisabled'
          | 'onPremisesAccountLocked'
          | 'wrongCurrentPassword'
          | 'onPremisesPasswordPolicy'
          | 'domainControllerTooOld'
          | 'passwordSyncNotEnabled'
          | 'connectorPasswordTooLong'
          | 'bannedPassword'
          | 'cloudWriteFailed'
          | 'blockedFor24Hours'
          | 'cookiesBlocked'
          | 'attemptAbandoned'
          | 'unknownReason';
        missingPermission?: string;
        /** @description How to make what is unknown known. */
        next?: string;
      }[];
      resetEvents: {
        eventId: string;
        correlationId?: string;
        /** Format: date-time */
        at: string;
        activity: string;
        result: string;
        /** @description In the words of Microsoft. */
        reason: string;
      }[];
      /** @description Plain text for a support ticket: no name, no address, no number of the person. */
      casePack: string;
    };
    PrepopulationPlan: {
      /** @constant */
      dryRun: true;
      /** @description For the run; missing when a row is faulty or nothing is to be added. */
      confirm?: string;
      /** @description For whom something would be added. */
      people: number;
      /** @description By method. */
      additions: {
        [key: string]: number;
      };
      skipped: number;
      faulty: number;
      /** @description Never what stands in the file. */
      rows: {
        /** @description As spreadsheets count: the header is row 1. */
        row: number;
        userId?: string;
        /** @enum {string} */
        status: 'methods' | 'skipped' | 'faulty';
        methods?: {
          [key: string]: string;
        };
        /** @description Why nothing is added for this person. */
        because?: string;
        faults?: {
          column: string;
          message: string;
        }[];
      }[];
      /** @description Every outcome and reason that occurs, in words. */
      meanings: {
        [key: string]: string;
      };
    };
    PrepopulationResult: {
      /** @constant */
      dryRun: false;
      /** @description false: send the same again, and what is left is added. */
      complete: boolean;
      /** @description For whom something was added. */
      people: number;
      /** @description By method. */
      additions: {
        [key: string]: number;
      };
      retryAfterSeconds?: number;
      /** @description Never what stands in the file. */
      rows: {
        /** @description As spreadsheets count: the header is row 1. */
        row: number;
        userId?: string;
        /** @enum {string} */
        status: 'methods' | 'skipped' | 'faulty';
        methods?: {
          [key: string]: string;
        };
        /** @description Why nothing is added for this person. */
        because?: string;
        faults?: {
          column: string;
          message: string;
        }[];
      }[];
      /** @description Every outcome and reason that occurs, in words. */
      meanings: {
        [key: string]: string;
      };
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  health: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Up, or degraded */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      /** @description Down */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
    };
  };
  showOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OpenAPI 3.1 */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  showReport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Report'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description section, name, value */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  runPreflight: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The checks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Preflight'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  showDashboard: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  showCampaign: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The campaign; its ETag is that of the document */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  replaceCampaign: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the document. */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          $schema?: string;
          name: string;
          organisation: {
            displayName: string;
            helpDesk: {
              name: string;
              phone: string;
              /** Format: uri */
              url: string;
            };
            /**
             * Format: uri
             * @description An intranet page that readers know, which says that these mails are real.
             */
            verifyAt: string;
            brandColor: string;
          };
          sspr: {
            /**
             * @description Who may reset, as set in Entra. No supported API tells, so preflight compares it with the report.
             * @default unknown
             * @enum {string}
             */
            scope?: 'all' | 'selected' | 'none' | 'unknown';
            methodsRequired: 1 | 2;
            /**
             * @description No supported API tells, so the admin declares it and preflight compares it with what the audit log shows.
             * @enum {string}
             */
            passwordWriteback: 'enabled' | 'disabled' | 'unknown';
            /** @description The methods that count here, as set in Entra: the mails name them. No supported API tells. */
            allowedMethods?: (
              | 'authenticatorApp'
              | 'mobilePhone'
              | 'officePhone'
              | 'email'
              | 'securityQuestions'
              | 'softwareToken'
              | 'hardwareToken'
            )[];
          };
          /** @default {} */
          audience?: {
            /** @default [] */
            includeGroups?: string[];
            /** @default [] */
            excludeGroups?: string[];
            /**
             * @description Groups of synchronised accounts that are protected on-premises, whose passwords writeback cannot reset.
             * @default []
             */
            onPremisesProtectedGroups?: string[];
            /** @default false */
            guests?: boolean;
            /**
             * @default exclude
             * @enum {string}
             */
            admins?: 'exclude' | 'include';
            /** @default true */
            requireLicence?: boolean;
            /** @default default */
            qualifyingServicePlans?:
              | 'default'
              | {
                  cloudOnly: string[];
                  synchronised: string[];
                };
            /** @default 180 */
            skipInactiveForDays?: number;
            /** @default [] */
            addressFallback?: ('otherMails' | 'userPrincipalName')[];
          };
          cadence: {
            /**
             * @default [
             *       4,
             *       10,
             *       21
             *     ]
             */
            remindersAfterDays?: number[];
            /**
             * @default {
             *       "from": "17:00",
             *       "to": "08:30"
             *     }
             */
            quietHours?: {
              from: string;
              to: string;
            };
            /**
             * @default [
             *       "Mon",
             *       "Tue",
             *       "Wed",
             *       "Thu",
             *       "Fri"
             *     ]
             */
            workDays?: ('Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun')[];
            timeZone: string;
            /** @default true */
            observeHolidays?: boolean;
            /** @default 60 */
            spreadMinutes?: number;
          };
          /** @default {} */
          capacity?: {
            /** @default 30 */
            mailsPerMinute?: number;
            /** @default 100 */
            mailsPerHour?: number;
            /** @default 300 */
            newRecipientsPerDay?: number;
            /** @default 0.02 */
            pauseAtFailureRate?: number;
          };
          /** @default [] */
          waves?: {
            name: string;
            /** @default [] */
            groups?: string[];
            /** Format: date */
            startsOn: string;
          }[];
          /** @default {} */
          newJoiners?: {
            /** @default true */
            enrol?: boolean;
            /** @default 2 */
            afterDays?: number;
          };
          /** @default {} */
          followUp?: {
            /**
             * @default nudged
             * @enum {string}
             */
            ssprLinkTo?: 'nudged' | 'enrolled';
            /** @default true */
            strengthenPhoneOnly?: boolean;
            /**
             * @default 0
             * @constant
             */
            tellManagerAfterReminders?: 0;
          };
          /** @default 0 */
          holdoutPercent?: number;
          /** @default {} */
          mail?: {
            /**
             * @description The language for those whose own is not known or is none that mails are written in.
             * @default en
             * @enum {string}
             */
            defaultLocale?:
              | 'en'
              | 'sv'
              | 'de'
              | 'fr'
              | 'es'
              | 'pt-BR'
              | 'it'
              | 'nl'
              | 'da'
              | 'nb'
              | 'fi'
              | 'pl'
              | 'cs'
              | 'ja'
              | 'zh-Hans'
              | 'ar'
              | 'he';
            /**
             * @default typed
             * @enum {string}
             */
            links?: 'typed' | 'clickable';
            /** @description A PNG or JPEG of at most 20 KB as a data URI (data:image/png;base64,…). It travels inside each mail. */
            logo?: string;
          };
          /** @description Who is told before a wave starts: subjects, sender, dates, numbers, and a copy of the first mail. */
          waveNotices?: {
            /** @description Shared mailboxes of the help desk and the security team. */
            to: string[];
            /**
             * @description How many days before the wave starts.
             * @default 3
             */
            daysBefore?: number;
          };
          /** @default 180 */
          retentionDays?: number;
        };
      };
    };
    responses: {
      /** @description The campaign; its ETag is that of the document */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Somebody else has changed the document */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description If-Match is missing */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        action: 'pause' | 'resume';
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          because?: string;
        };
      };
    };
    responses: {
      /** @description The campaign; its ETag is that of the document */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Campaign'];
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No such action */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listAudit: {
    parameters: {
      query?: {
        top?: number;
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            entries: {
              entryId: string;
              /** Format: date-time */
              at: string;
              by: string;
              action: string;
              target?: string;
              /** @enum {string} */
              outcome: 'begun' | 'done' | 'refused' | 'failed';
              details: {
                [key: string]: string | number | boolean;
              };
            }[];
            next?: string;
          };
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listWaves: {
    parameters: {
      query?: {
        top?: number;
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            waves: components['schemas']['Wave'][];
            next?: string;
          };
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  launchWave: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WaveRequest'];
      };
    };
    responses: {
      /** @description The plan, or the wave of this name that is there */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WaveDryRun'] | components['schemas']['WaveAlreadyLaunched'];
        };
      };
      /** @description Launched */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WaveLaunched'];
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The plan has changed since the dry run, or no dry run answered this confirm */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A group is not in the directory */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Dry-run first */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  showWave: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The wave */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WaveProgress'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No such wave */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeWave: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        action: 'pause' | 'resume' | 'cancel';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The wave as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Wave'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No such wave, or no such action */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not possible in the state of the wave */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listWaveRecipients: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One line for each person */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No such wave */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  showUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        idOrUpn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The person */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nobody of this name */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  diagnoseUser: {
    parameters: {
      query?: {
        code?:
          'SSPR_0009' | 'SSPR_0010' | 'SSPR_0011' | 'SSPR_0012' | 'SSPR_0013' | 'SSPR_0014' | 'SSPR_0029' | 'SSPR_0030';
        event?:
          | '6800'
          | '31001'
          | '31002'
          | '31003'
          | '31006'
          | '31007'
          | '31008'
          | '31009'
          | '31010'
          | '31011'
          | '31015'
          | '31016'
          | '31019'
          | '31034'
          | '31044'
          | '32000'
          | '32001'
          | '32002'
          | '32004'
          | '32005'
          | '32007'
          | '32008'
          | '32009'
          | '32010'
          | '32011'
          | '32013'
          | '32014'
          | '32015'
          | '33001'
          | '33002'
          | '33003'
          | '33004'
          | '33005'
          | '33006'
          | '33007'
          | '33008'
          | '33009'
          | '80230402'
          | '6329-80230619'
          | '6329-LDAPControl'
          | '6329-8023061F'
          | '800700CE';
      };
      header?: never;
      path: {
        idOrUpn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The diagnosis */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Diagnosis'];
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nobody of this name */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        idOrUpn: string;
        action: 'exclude' | 'include' | 'resend';
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** @description For exclude and include; goes into the audit trail. */
          because?: string;
          /** @description For resend, which needs it: nudge, reminder-1 …, sspr-link, phone-only. */
          step?: string;
          /**
           * @description For resend: the address bounced and is right by now.
           * @default false
           */
          liftSuppression?: boolean;
        };
      };
    };
    responses: {
      /** @description The person as they stand now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nobody of this name, or no such action */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Cannot be sent again now */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  previewEmail: {
    parameters: {
      query?: {
        kind?:
          | 'nudge'
          | 'reminder'
          | 'lastReminder'
          | 'ssprLink'
          | 'oneMoreMethod'
          | 'phoneOnly'
          | 'adminNudge'
          | 'ssprLinkPrepopulated'
          | 'managerSummary'
          | 'waveNotice';
        locale?:
          | 'en'
          | 'sv'
          | 'de'
          | 'fr'
          | 'es'
          | 'pt-BR'
          | 'it'
          | 'nl'
          | 'da'
          | 'nb'
          | 'fi'
          | 'pl'
          | 'cs'
          | 'ja'
          | 'zh-Hans'
          | 'ar'
          | 'he';
        reminderNumber?: number;
        format?: 'html' | 'text' | 'json';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail as a page, as plain text, or as JSON with its subject */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sendTestEmail: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /**
           * @default nudge
           * @enum {string}
           */
          kind?:
            | 'nudge'
            | 'reminder'
            | 'lastReminder'
            | 'ssprLink'
            | 'oneMoreMethod'
            | 'phoneOnly'
            | 'adminNudge'
            | 'ssprLinkPrepopulated'
            | 'managerSummary'
            | 'waveNotice';
          /**
           * @default en
           * @enum {string}
           */
          locale?:
            | 'en'
            | 'sv'
            | 'de'
            | 'fr'
            | 'es'
            | 'pt-BR'
            | 'it'
            | 'nl'
            | 'da'
            | 'nb'
            | 'fi'
            | 'pl'
            | 'cs'
            | 'ja'
            | 'zh-Hans'
            | 'ar'
            | 'he';
          reminderNumber?: number;
        };
      };
    };
    responses: {
      /** @description The mail service took it */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            messageId: string;
            kind: string;
            locale: string;
          };
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description DRY_RUN is on, the caller has no address, or the quota is used up */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The mail service did not take it, or it is not known whether it did */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  prepopulate: {
    parameters: {
      query?: {
        dryRun?: 'true' | 'false';
        confirm?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      /** @description The plan of a dry run, or what was added */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PrepopulationPlan'] | components['schemas']['PrepopulationResult'];
        };
      };
      /** @description The request has faults; each is listed by path */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token, or one that is not good */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token lacks the role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Switched off, not permitted in Microsoft Graph, or something has changed since the dry run */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The file is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not text/csv in UTF-8 */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There was no dry run */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A surprise; the log says more */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The app or Microsoft Graph cannot answer now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
