/** From whom a mail leaves. The request's body holds both, so that they stay the same for one id. */
export interface Sender {
  readonly senderAddress: string;
  readonly replyToAddress?: string | undefined;
}

/** With which mail service, and from whom, a mail leaves. */
export interface MailFrom extends Sender {
  /** Origin of the service's endpoint: the same with a key, with another key and with an identity. */
  readonly service: string;
}

/** What of a claim says with which service it was made. */
interface Made {
  readonly from: MailFrom | undefined;
}

/**
 * Whether a claim was made with another mail service than the app has now. That one alone knows the id, so nobody else's
 * answer counts. A claim that does not say with which one it was made is one of these.
 */
export const isMadeElsewhere = ({ from }: Made, { service }: MailFrom): boolean => from?.service !== service;
