/** What a question may need. One that needs what was not given is not asked, and says what it lacks. */
export const needs = {
  mail: 'a mail service: SENDER_ADDRESS, and ACS_CONNECTION_STRING or ACS_ENDPOINT with an identity that may send; LIVE_RECIPIENT, the mailbox that gets the mails',
  mailbox: 'LIVE_MAILBOX=true: the identity may read the mailbox of LIVE_RECIPIENT in Graph (Mail.Read)',
  accessKey: 'ACS_CONNECTION_STRING, since it is about signatures with a key',
  flood: 'LIVE_FLOOD=true: it sends up to 110 mails and uses up the quota of an hour',
  graph: 'LIVE_GRAPH=true: the identity may read Graph as the app does',
  person: 'LIVE_PERSON: object id of somebody who registers a method when the suite asks for it',
  az: 'LIVE_REGION, and the Azure CLI, signed in',
  session:
    'LIVE_APP_URL, and LIVE_APP_SESSION: the cookie AppServiceAuthSession of a browser that has signed in to the page',
} as const;
export type Need = keyof typeof needs;
