import type { RenderedMail } from '../email/mail.ts';
import { previewPage, withNote } from '../email/preview.ts';
import type { TestMailRefusal } from '../use-cases/send-test-mail.ts';
import { always, jsonAnswer, type Answer, type Problem } from './problem.ts';

/** A mail has no scripts and loads nothing; its styles are in the document. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; form-action 'none'";

/** A rendered mail, to be looked at. */
export function answerPreview(mail: RenderedMail, format: 'html' | 'text' | 'json', note?: string): Answer {
  const { subject, html, text } = mail;
  if (format === 'json') return jsonAnswer(200, { subject, html, text, ...(note && { note }) });
  const isHtml = format === 'html';
  return {
    status: 200,
    headers: {
      ...always,
      'content-type': isHtml ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
      'content-security-policy': mailPolicy,
    },
    body: isHtml ? withNote(previewPage(mail), note) : [note ?? [], subject, text].flat().join('\n\n'),
  };
}

/** Why no test mail was sent, and what to do about it. */
export function refuseTestMail(refusal: TestMailRefusal): Problem {
  if (typeof refusal === 'object' && 'inDoubt' in refusal) {
    return {
      status: 502,
      title: 'It is not known whether the mail service took it',
      detail: `It answered: ${refusal.inDoubt}. Look into your mailbox before you send another one.`,
    };
  }
  if (typeof refusal === 'object') {
    return {
      status: 502,
      title: 'The mail service did not take it',
      detail: `It answered: ${refusal.notTaken}. GET /api/preflight says more.`,
    };
  }
  if (refusal === 'tooMany') return tooManyTestMails;
  return { status: 409, title: 'No test mail was sent', detail: `${refusals[refusal]} Nothing was sent.` };
}

const tooManyTestMails: Problem = {
  status: 429,
  title: 'No more test mails in this hour',
  detail:
    'You have sent ten, which is the most. GET /api/emails/preview shows any mail without sending. Nothing was sent.',
};

const refusals: Readonly<Record<Exclude<TestMailRefusal, object | 'tooMany'>, string>> = {
  paused: 'The campaign is paused. POST /api/campaign/resume lets mail leave again.',
  dryRun: 'DRY_RUN is on. Set it to false to send.',
  unknownCaller:
    'The campaign knows no user of your object id: a test mail goes to a person, not to an app. Sign in as yourself, or wait for the next full pass.',
  askedBefore: 'This was asked for before: look into your mailbox, or open the page again and ask anew.',
  noAddress: 'Your account has no mail address.',
  quotaSpent: 'The mail quota is used up for now, or the gate is closed. Try again later.',
};
