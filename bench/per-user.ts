import { report } from './processes.ts';

/** The way of many public scripts, on a small sample: `node bench/per-user.ts GRAPH_ORIGIN USERS` */
const [origin = '', users = '0'] = process.argv.slice(2);
await report(async () => {
  let requests = 0;
  for (let n = 0; n < Number(users); n++) {
    await (await fetch(`${origin}/v1.0/users/${n}/authentication/methods`)).json();
    requests += 1;
  }
  return { requests };
});
