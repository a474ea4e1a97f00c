/**
 * The way to the first mail of a fresh process, and what one more costs: `node bench/write-mails.mjs MODULE COUNT` loads
 * the module, writes one mail, warms up, and writes COUNT more. Prints both figures as JSON.
 */
const [module, count] = process.argv.slice(2);
const startedAt = performance.now();
const { write } = await import(module);
const mail = await write();
const firstMs = performance.now() - startedAt;
if (!mail.includes('</html>')) throw new Error('That is no mail');

for (let n = 0; n < count / 4; n += 1) await write();
const warmAt = performance.now();
for (let n = 0; n < count; n += 1) await write();
const nextMicroseconds = ((performance.now() - warmAt) * 1_000) / count;
console.log(JSON.stringify({ firstMs, nextMicroseconds, peakRssMb: process.resourceUsage().maxRSS / 1_024 }));
