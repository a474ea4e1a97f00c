import type { TableEntity } from '@azure/data-tables';
import { tableNames } from '../../../shared/adapters/tables/table-names.ts';
import { must, type Act } from './act.ts';
import { readDocument, putDocument } from './document.ts';
import { onDay, type OperatorsCampaign } from './operators-campaign.ts';
import { mailsOf } from './people.ts';
import { answered, untilSaid, untilUnsaid, wordsOf } from './said.ts';

const droppedWave: Act = {
  name: 'a wave is taken out of the document, and put back',
  at: onDay(1, '14:00'),
  async carryOut(campaign) {
    const { document, etag } = await readDocument(campaign);
    const waves = document.waves.filter(({ name }) => name !== 'everyone');
    await putDocument(campaign, { ...document, waves }, etag);
    await campaign.host.run('planCampaign');
    const dropped = await stateOf(campaign, 'everyone');
    const again = await readDocument(campaign);
    await putDocument(campaign, document, again.etag);
    await campaign.host.run('planCampaign');
    const back = await stateOf(campaign, 'everyone');
    must(dropped === 'cancelled' && back === 'scheduled', `it was ${dropped}, and then ${back}`);
    return { said: [answered(`the wave is ${dropped}, and then ${back}`)], outcome: 'it begins on its day' };
  },
};

async function stateOf(campaign: OperatorsCampaign, waveId: string): Promise<string> {
  const answer = await campaign.ask('GET', `waves/${waveId}`);
  return ((await answer.json()) as { state: string }).state;
}

const brokenRow: Act = {
  name: 'the stored message of one person is broken',
  at: onDay(5, '10:00'),
  async carryOut(campaign) {
    const table = campaign.table(tableNames.recipients);
    const before = await someMessageRow(campaign);
    const { partitionKey, rowKey } = before;
    await table.updateEntity({ partitionKey, rowKey, dueAt: 'soon' }, 'Merge');
    const health = await untilSaid(campaign, 'health', /\d+ stored rows? cannot be read[^"]*/);
    const preflight = await untilSaid(
      campaign,
      'preflight',
      new RegExp(`Recipients \\(\\w, ${rowKey.split('|')[0]}[^)]*\\)`),
    );
    await table.upsertEntity(before, 'Replace');
    const after = await untilUnsaid(campaign, 'health', /stored rows? cannot be read/);
    return {
      said: [health, preflight],
      outcome: `the rest goes on, and it is forgotten ${after.toFixed(0)} h after it is mended`,
    };
  },
};

async function someMessageRow(campaign: OperatorsCampaign): Promise<TableEntity> {
  const rows = await recipientRows(campaign);
  const message = rows.find(({ rowKey, dueAt }) => rowKey.includes('|m|') && dueAt !== undefined);
  if (message === undefined) throw new Error('no message is stored');
  return message;
}

const faultyDocument: Act = {
  name: 'the stored campaign document is one that this build does not accept',
  at: onDay(9, '06:00'),
  async carryOut(campaign) {
    const good = await readDocument(campaign);
    await spoilDocument(campaign);
    const faulty = /the campaign document has faults[^"]*/;
    const health = await untilSaid(campaign, 'health', faulty);
    const shown = await campaign.ask('GET', 'campaign');
    const text = /"path":"retentionDays"[^}]*/.exec(await shown.text())?.[0];
    must(text !== undefined, `GET campaign answers ${shown.status} and names no fault`);
    const preflight = await untilSaid(campaign, 'preflight', /"id":"campaign document","status":"fail"/);
    const before = mailsOf(campaign);
    await campaign.passHours(4);
    must(mailsOf(campaign) === before, `${mailsOf(campaign) - before} mails left by a document with faults`);
    must(!/poison/.test(await wordsOf(campaign, 'health', campaign.now())), 'something is in a poison queue');
    await putDocument(campaign, good.document, shown.headers.get('etag')!);
    const after = await untilUnsaid(campaign, 'health', faulty);
    return {
      said: [health, answered(text), preflight],
      outcome: `no mail leaves, and it goes on ${after.toFixed(0)} h after a PUT`,
    };
  },
};

async function spoilDocument(campaign: OperatorsCampaign): Promise<void> {
  const control = campaign.table(tableNames.control);
  const key = { partitionKey: 'campaign', rowKey: 'current' };
  const row = await control.getEntity<{ document: string }>(key.partitionKey, key.rowKey);
  const stored = JSON.parse(row.document) as { document: object };
  const document = JSON.stringify({ ...stored, document: { ...stored.document, retentionDays: 0 } });
  await control.updateEntity({ ...key, document }, 'Merge');
}

const lostTable: Act = {
  name: 'the table `Recipients` is emptied, and restored from a backup in the morning',
  at: onDay(10, '00:30'),
  async carryOut(campaign) {
    const backup = await recipientRows(campaign);
    const mails = mailsOf(campaign);
    await replaceRecipients(campaign, []);
    const said = await untilSaid(campaign, 'health', /stored rows of \d+ people were gone[^"]*/);
    await campaign.runUntil(onDay(10, '05:00'));
    const healed = peopleIn(await recipientRows(campaign));
    const known = peopleIn(backup);
    const missing = [...known].filter((userId) => !healed.has(userId)).length;
    must(missing === 0, `${missing} of ${known.size} people were not written anew`);
    must(mailsOf(campaign) === mails, `${mailsOf(campaign) - mails} mails left to people of whom nothing was known`);
    await campaign.ask('POST', 'campaign/pause', { because: 'Recipients is restored' });
    await replaceRecipients(campaign, backup);
    await campaign.host.run('refreshRegistrations');
    await campaign.passHours(1);
    const resumed = await campaign.ask('POST', 'campaign/resume', {});
    must(resumed.status === 200, `the resumption was answered ${resumed.status}`);
    return {
      said: [said],
      outcome: `all ${known.size} people are written anew by the pass of the night, and nobody is mailed anew`,
    };
  },
};

const peopleIn = (rows: readonly TableEntity[]): ReadonlySet<string> =>
  new Set(rows.map(({ rowKey }) => rowKey.split('|')[0]!));

async function recipientRows(campaign: OperatorsCampaign): Promise<readonly TableEntity[]> {
  const rows: TableEntity[] = [];
  for await (const row of campaign.table(tableNames.recipients).listEntities()) rows.push(row as TableEntity);
  return rows;
}

async function replaceRecipients(campaign: OperatorsCampaign, rows: readonly TableEntity[]): Promise<void> {
  const table = campaign.table(tableNames.recipients);
  for (const { partitionKey, rowKey } of await recipientRows(campaign)) await table.deleteEntity(partitionKey, rowKey);
  for (const row of rows) await table.createEntity(row);
}

export const storageActs: readonly Act[] = [droppedWave, brokenRow, faultyDocument, lostTable];
