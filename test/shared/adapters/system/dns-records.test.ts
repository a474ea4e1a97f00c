import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createDnsRecords, noDns } from '../../../../shared/adapters/system/dns-records.ts';
import { describe, expect, it } from 'vitest';
import { describeDnsRecords, text } from '../../../contracts/dns-records.ts';
import { FakeDnsRecords } from '../../../fakes/fake-dns-records.ts';

const [txt, cname] = [16, 5];
const [fine, failed, noSuchName] = [0, 2, 3];

/** https://www.rfc-editor.org/rfc/rfc1035, 4.1 */
function answerTo(query: Buffer, isFailing: boolean): Buffer {
  const endOfName = query.indexOf(0, 12) + 1;
  const name = labelsOf(query.subarray(12, endOfName));
  const type = query.readUInt16BE(endOfName);
  const isKnown = name === 'known.test';
  const code = isFailing ? failed : isKnown ? fine : noSuchName;
  const data =
    type === txt ? Buffer.concat([partOf(text.slice(0, 100)), partOf(text.slice(100))]) : nameOf('elsewhere.test');
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(code === fine ? 1 : 0, 6);
  const question = query.subarray(12, endOfName + 4);
  if (code !== fine) return Buffer.concat([header, question]);
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(type === txt ? txt : cname, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([header, question, record, data]);
}

const partOf = (part: string): Buffer => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)]);
const nameOf = (name: string): Buffer => Buffer.concat([...name.split('.').map(partOf), Buffer.from([0])]);

function labelsOf(bytes: Buffer): string {
  const labels: string[] = [];
  for (let at = 0; bytes[at]! > 0; at += bytes[at]! + 1)
    labels.push(bytes.subarray(at + 1, at + 1 + bytes[at]!).toString());
  return labels.join('.').toLowerCase();
}

async function nameServer() {
  const socket: Socket = createSocket('udp4');
  let isFailing = false;
  socket.on('message', (query, { port, address }) => socket.send(answerTo(query, isFailing), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    dns: createDnsRecords({ servers: [`127.0.0.1:${socket.address().port}`] }),
    fail: () => void (isFailing = true),
    [Symbol.asyncDispose]: async () => void socket.close(),
  };
}

describeDnsRecords('of a name server', nameServer);

describeDnsRecords('in memory', async () => {
  const dns = new FakeDnsRecords();
  dns.texts.set('known.test', [text]);
  dns.aliases.set('known.test', ['elsewhere.test']);
  return { dns, fail: () => void (dns.isAway = true), [Symbol.asyncDispose]: async () => undefined };
});

describe('where the tenant is simulated', () => {
  it('nobody is asked', async () => {
    expect(await noDns.readTexts('mail.contoso.com')).toEqual({ kind: 'unknown' });
    expect(await noDns.readAlias('mail.contoso.com')).toEqual({ kind: 'unknown' });
  });
});
