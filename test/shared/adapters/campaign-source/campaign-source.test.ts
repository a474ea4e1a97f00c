import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCampaignSource } from '../../../../shared/adapters/campaign-source/campaign-source.ts';
import { json, serve, unusedOrigin, type Answer } from '../local-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campaign-source-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = (location: string, timeoutMs = 5_000) => createCampaignSource({ location, timeoutMs }).read();
const refusal = (because: RegExp) => ({ read: false, because: expect.stringMatching(because) as string });

describe('a campaign document in a file', () => {
  it.each([
    ['as it is', '{"name":"SSPR"}'],
    ['with a byte order mark', '\uFEFF{"name":"SSPR"}'],
  ])('is read %s', async (_, text) => {
    const file = join(folder, 'campaign.json');
    await writeFile(file, text);
    expect(await read(file)).toEqual({ read: true, json: { name: 'SSPR' } });
  });

  it('is asked for when it is not there', async () => {
    expect(await read(join(folder, 'none.json'))).toEqual(refusal(/There is no file .*campaign.example.json/));
  });

  it('is refused when it is a folder', async () => {
    expect(await read(folder)).toEqual(refusal(/cannot be read \(EISDIR\)/));
  });

  it('is refused when it is no JSON', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{"name":');
    expect(await read(file)).toEqual(refusal(/is not JSON: /));
  });
});

describe('a campaign document on the web', () => {
  it('is read', async () => {
    await using web = await serve(json(200, { name: 'SSPR' }));
    expect(await read(`${web.origin}/campaign.json?sig=secret`)).toEqual({ read: true, json: { name: 'SSPR' } });
  });

  it.each<[string, Answer, RegExp]>([
    ['a missing one', json(404, {}), /answers 404\./],
    [
      'a redirect',
      json(302, {}, { location: 'https://example.com' }),
      /answers 302. Give the address that it leads to/,
    ],
    ['a reset', (_, response) => void response.destroy(), /cannot be reached/],
    ['silence', () => undefined, /does not answer within 300 ms/],
    ['a sign-in page', (_, response) => void response.end('<html>'), /is not JSON/],
  ])('is refused at %s, without its query', async (_, answer, because) => {
    await using web = await serve(answer);
    const reading = await read(`${web.origin}/campaign.json?sig=secret`, 300);
    expect(reading).toEqual(refusal(because));
    expect(JSON.stringify(reading)).not.toContain('secret');
    expect(web.requests).toHaveLength(1);
  });

  it('is refused when nobody listens', async () => {
    expect(await read(`${await unusedOrigin()}/campaign.json`)).toEqual(refusal(/cannot be reached/));
  });

  it('is refused over http from another machine', async () => {
    expect(await read('http://10.0.0.1/campaign.json?sig=secret')).toEqual(refusal(/is not an https address/));
  });
});
