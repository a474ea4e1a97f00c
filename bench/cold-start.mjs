/** Loads a module as the Functions worker does, and tells how much memory that took: `node bench/cold-start.mjs [MODULE]` */
console.warn = () => undefined; // outside of Azure the library says that it registers nothing
const [target] = process.argv.slice(2);
if (target !== undefined) await import(target);
process.stdout.write(String(process.resourceUsage().maxRSS / 1_024));
process.exit(0);
