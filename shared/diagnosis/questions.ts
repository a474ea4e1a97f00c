import { documentation, type Documentation } from './documentation.ts';

/** What the help desk and admins ask, in short, and the page of Microsoft's that answers it at length. */
export interface Question {
  readonly question: string;
  readonly answer: string;
  readonly documentation: Documentation;
}

export const questions = {
  forgotten: {
    question: 'What does somebody do who has forgotten their password?',
    answer: 'They open the reset page, name their account and prove who they are by what they registered before.',
    documentation: documentation.howItWorks,
  },
  enteredForPeople: {
    question: 'Can security info be entered for people?',
    answer:
      'Yes: in Entra ID itself, by PowerShell or Microsoft Graph, or from on-premises by Entra Connect. What the ways differ in stands in docs/causes.md.',
    documentation: documentation.registrationData,
  },
  notAsked: {
    question: 'Why is somebody not asked to register, or cannot finish it?',
    answer: 'Microsoft lists what its registration page says, and what an admin does about it.',
    documentation: documentation.registrationTroubleshoot,
  },
  registration: {
    question: 'What does registration ask for, and when?',
    answer: 'One registration serves sign-in and reset alike; which methods it offers follows from both policies.',
    documentation: documentation.combinedRegistration,
  },
  methods: {
    question: 'Which methods count, how many, and what holds for admins?',
    answer: 'What the policy allows; admins are under Microsoft’s own rule of two methods, whatever the policy says.',
    documentation: documentation.policy,
  },
  phones: {
    question: 'Until when may text messages and calls be used?',
    answer: 'Microsoft ends them, on days that it names; only a telephony provider of your own goes on.',
    documentation: documentation.phonesEnd,
  },
  licences: {
    question: 'Who needs which licence?',
    answer: 'Everybody who benefits; what it takes depends on whether the account is synchronised.',
    documentation: documentation.licensing,
  },
  onPremises: {
    question: 'Does it work for accounts from on-premises?',
    answer: 'With password writeback, which needs Entra Connect or cloud sync and is switched on at both ends.',
    documentation: documentation.writeback,
  },
  writeback: {
    question: 'Why does writeback fail?',
    answer: 'The server of Entra Connect logs it by number; each number is in the table.',
    documentation: documentation.troubleshootWriteback,
  },
  auditLog: {
    question: 'What does the audit log say of registrations and resets?',
    answer: 'Each step with its result and a reason; the reasons are in the table.',
    documentation: documentation.reporting,
  },
  rollout: {
    question: 'How is it brought in?',
    answer: 'A pilot, then group by group, with a help desk that knows the questions.',
    documentation: documentation.deployment,
  },
  prompt: {
    question: 'What does Microsoft’s own prompt at the sign-in do?',
    answer: 'The Entra registration campaign asks people at their sign-in for a stronger method; it writes no mail.',
    documentation: documentation.registrationCampaign,
  },
  else: {
    question: 'Something else?',
    answer: 'Microsoft’s own frequently asked questions.',
    documentation: documentation.faq,
  },
} as const satisfies Readonly<Record<string, Question>>;

export type QuestionId = keyof typeof questions;
