import { gunzipSync, gzipSync } from 'node:zlib';
import { report } from './processes.ts';

/** What nobody can avoid: unpack, decode and parse every page, one thread. The pages are fetched before. */
const [origin = ''] = process.argv.slice(2);
const pages: Buffer[] = [];
for (const first of ['/reports/authenticationMethods/userRegistrationDetails?$top=999', '/users?$top=999']) {
  for (let link: string | undefined = `${origin}/v1.0${first}`; link;) {
    const body: Buffer = Buffer.from(await (await fetch(link)).arrayBuffer());
    link = /"@odata.nextLink":"([^"]+)"/.exec(body.toString('utf8', 0, 400))?.[1];
    pages.push(gzipped(body));
  }
}

function gzipped(body: Buffer): Buffer {
  return gzipSync(body, { level: 1 });
}

await report(async () => {
  let rows = 0;
  for (const page of pages) rows += (JSON.parse(gunzipSync(page).toString()) as { value: unknown[] }).value.length;
  return { rows };
});
