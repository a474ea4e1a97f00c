import { tableNames } from '../../../shared/adapters/tables/table-names.ts';
import { madeElsewhere } from '../../../shared/delivery/reconciliation.ts';
import { must, type Act } from './act.ts';
import { onDay, type OperatorsCampaign } from './operators-campaign.ts';
import { delivered, mailsOf, messageOf } from './people.ts';
import { answered, untilSaid, untilUnsaid, wordsOf } from './said.ts';

const deliveryReport = 'Microsoft.Communication.EmailDeliveryReportReceived';

/** The sender's domain is refused everywhere. */
const everyMailFails: Act = {
  name: 'every mail fails in the first ten minutes after the start',
  at: onDay(1, '06:00'),
  async carryOut(campaign) {
    campaign.onReport = (report) => ({ ...report, data: { ...report.data, status: 'Failed' } });
    const paused = /the campaign is paused/;
    const said = await untilSaid(campaign, 'health', paused);
    const mails = mailsOf(campaign);
    await campaign.passHours(2);
    must(mailsOf(campaign) === mails, `${mailsOf(campaign) - mails} mails left while it was paused`);
    await campaign.mend();
    const resumed = await campaign.ask('POST', 'campaign/resume', {});
    must(resumed.status === 200, `the resumption was answered ${resumed.status}`);
    await untilUnsaid(campaign, 'health', paused);
    return { said: [said], outcome: `it pauses itself after ${mails} mails, and goes on when it is resumed` };
  },
};

const anotherResource: Act = {
  name: 'the app is moved to another mail resource, with two answers lost',
  at: onDay(3, '07:00'),
  async carryOut(campaign) {
    const { lost } = campaign.mail;
    const held: object[] = [];
    campaign.onReport = (report) => {
      if (!lost.includes(report.data.messageId)) return report;
      held.push(report);
      return undefined;
    };
    campaign.mail.loseAnswers(2);
    while (lost.length < 2) await campaign.passHours(1);
    await campaign.moveMail();
    const said = await untilSaid(campaign, 'log', /"claimedElsewhere":2/);
    await campaign.passHours(4);
    const waiting = await statesOf(campaign, lost);
    must(
      waiting.every((state) => state === `claimed, ${madeElsewhere}`),
      `the two are ${waiting.join(' and ')}`,
    );
    await campaign.mend();
    for (const report of held) await campaign.report(report);
    await campaign.passHours(1);
    const settled = await statesOf(campaign, lost);
    must(
      settled.every((state) => state.startsWith('delivered')),
      `after their reports the two are ${settled.join(' and ')}`,
    );
    const shown = answered(`the person's message is ${waiting[0]}`);
    return { said: [said, shown], outcome: 'they are not sent again, and their delivery reports settle them' };
  },
};

async function statesOf(campaign: OperatorsCampaign, ids: readonly string[]): Promise<readonly string[]> {
  const index = campaign.table(tableNames.messageIndex);
  const states = ids.map(async (id) => {
    const { userId } = await index.getEntity<{ userId: string }>('message', id);
    const { state, because } = (await messageOf(campaign, userId, id)) ?? { state: 'missing' };
    return because === undefined ? state : `${state}, ${because}`;
  });
  return Promise.all(states);
}

const otherEvents: Act = {
  name: 'events of another kind come, and a bounce that names somebody else',
  at: onDay(4, '12:00'),
  async carryOut(campaign) {
    const since = campaign.now();
    const [one] = await delivered(campaign, 'pilot', 1);
    const { userId, messageId } = one!;
    const report = (eventType: string, data: object) =>
      campaign.report({ id: messageId, eventType, eventTime: since, data });
    await report('Microsoft.Communication.EmailEngagementTrackingReportReceived', { messageId });
    await report('Microsoft.EventGrid.SubscriptionValidationEvent', { validationCode: 'x' });
    await report(deliveryReport, { messageId, recipient: 'somebody.else@contoso.com', status: 'Bounced' });
    const said = [
      await untilSaid(campaign, 'log', /"event":"otherEventIgnored"[^}]*/, { since }),
      await untilSaid(campaign, 'log', /"event":"deliveryReportForAnotherAddress"[^}]*/, { since }),
    ];
    const after = await messageOf(campaign, userId, messageId);
    must(after?.state === 'delivered', `the message is ${after?.state}`);
    must(!/poison/.test(await wordsOf(campaign, 'health', since)), 'something is in a poison queue');
    return { said, outcome: 'they are ignored and not believed, and nothing is in a poison queue' };
  },
};

const bouncedAndDelivered: Act = {
  name: 'a bounce is reported after the delivery of the same mail',
  at: onDay(4, '14:00'),
  async carryOut(campaign) {
    const since = campaign.now();
    const [one] = await delivered(campaign, 'pilot', 1);
    const { userId, messageId, address: recipient } = one!;
    const data = { messageId, recipient, status: 'Bounced', sender: campaign.settings['SENDER_ADDRESS'] };
    await campaign.report({ id: `late-${messageId}`, eventType: deliveryReport, eventTime: since, data });
    const said = await untilSaid(campaign, 'log', new RegExp(`"messageId":"${messageId}","status":"Bounced"[^}]*`), {
      since,
    });
    const after = await messageOf(campaign, userId, messageId);
    must(after?.state === 'delivered', `the message is ${after?.state}`);
    return { said: [said], outcome: 'it stays delivered, and nothing is sent again' };
  },
};

export const mailActs: readonly Act[] = [everyMailFails, anotherResource, otherEvents, bouncedAndDelivered];
