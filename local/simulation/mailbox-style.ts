/** For light and dark displays, from a phone's width to a desktop's. */
export const MAILBOX_STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f7f5, #16181b);
  --card: light-dark(#ffffff, #1e2125);
  --ink: light-dark(#1c1f23, #e8eaed);
  --quiet: light-dark(#5a6169, #a3abb5);
  --line: light-dark(#e0e1dd, #32373d);
  --link: light-dark(#0b5aa6, #82bdf5);
  --good: light-dark(#0f6b3c, #7fd6a4);
  --good-soft: light-dark(#e2f3e8, #17352a);
  --warm: light-dark(#8a5200, #f0c27a);
  --warm-soft: light-dark(#fbefda, #3a2d16);
  --cool: light-dark(#22568c, #a5ccf2);
  --cool-soft: light-dark(#e4eef8, #1c2f42);
  --bad: light-dark(#a3121f, #ffb3b0);
  --bad-soft: light-dark(#fde7e7, #47191c);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, iframe:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px;
}
.skip { position: absolute; left: -99rem; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 1; }
.top, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
.top { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; justify-content: space-between; align-items: baseline; padding-top: 1.25rem; }
.top p { margin: 0; }
.brand { font-weight: 650; color: inherit; text-decoration: none; }
.clock { font-variant-numeric: tabular-nums; }
footer { padding-top: 3rem; padding-bottom: 2rem; color: var(--quiet); font-size: 0.875rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 2rem 0 1rem; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h1 .badge { vertical-align: middle; margin-left: 0.5rem; letter-spacing: 0; }
h2 { font-size: 1.125rem; margin: 2.5rem 0 1rem; }
h3 { font-size: 1.0625rem; margin: 0 0 0.4rem; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 0 0 1rem; }
.figures div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 0.75rem 1rem; display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--quiet); font-size: 0.875rem; }
.figures dd { margin: 0; font-size: 1.625rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.calm, .alarm { border-radius: 10px; padding: 0.6rem 1rem; margin: 0 0 1.5rem; }
.calm { background: var(--good-soft); color: var(--good); }
.alarm { background: var(--bad-soft); color: var(--bad); border: 2px solid currentColor; }
.alarm a { color: inherit; font-weight: 600; }
.views { display: flex; flex-wrap: wrap; gap: 0.4rem; list-style: none; padding: 0; margin: 0 0 1rem; }
.views a { display: inline-block; padding: 0.35rem 0.8rem; border: 1px solid var(--line); border-radius: 999px; background: var(--card); color: inherit; text-decoration: none; }
.views a:hover { border-color: var(--link); }
.views a[aria-current] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.count { opacity: 0.75; font-variant-numeric: tabular-nums; }
.search { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin: 0 0 1rem; }
.search input[type="search"] { flex: 1 1 12rem; max-width: 22rem; min-width: 0; }
.search input, .search button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--quiet); border-radius: 8px; padding: 0.4rem 0.75rem; }
.people { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.people th, .people td { text-align: start; padding: 0.65rem 1rem; border-top: 1px solid var(--line); vertical-align: top; }
.people thead th:first-child { width: 32%; }
.people thead th { border-top: 0; color: var(--quiet); font-size: 0.8125rem; font-weight: 500; }
.people tbody th { font-weight: 500; }
.people tbody th .quiet { display: block; font-weight: 400; overflow-wrap: anywhere; }
.people td:last-child { white-space: nowrap; }
.badge, .chips li { display: inline-block; padding: 0.1rem 0.6rem; border-radius: 999px; font-size: 0.8125rem; font-weight: 500; line-height: 1.5; white-space: nowrap; background: light-dark(#ecedea, #2b3036); color: var(--quiet); }
.chips { display: flex; flex-wrap: wrap; gap: 0.3rem; list-style: none; margin: 0; padding: 0; }
.badge.capable, .chips .ssprLink { background: var(--good-soft); color: var(--good); }
.badge.notRegistered, .badge.registeredNotCapable { background: var(--warm-soft); color: var(--warm); }
.chips .register { background: var(--cool-soft); color: var(--cool); }
.chips .bad, .chips .Bounced, .chips .Suppressed, .chips .Failed, .chips .FilteredSpam, .chips .Quarantined { background: var(--bad-soft); color: var(--bad); }
.chips .bad { font-weight: 700; outline: 2px solid currentColor; }
.pages { display: flex; gap: 1rem; align-items: baseline; justify-content: center; margin-top: 1.25rem; }
.empty { color: var(--quiet); padding: 2rem; text-align: center; border: 1px dashed var(--line); border-radius: 12px; }
.back { margin: 2rem 0 -1.25rem; font-size: 0.875rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0.75rem 2rem; margin: 0; }
.facts dt { color: var(--quiet); font-size: 0.8125rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.mail { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; margin: 0 0 1.5rem; }
.mail .alarm { margin-bottom: 1rem; }
.mail header p { margin: 0.5rem 0 1rem; overflow-wrap: anywhere; }
.mail iframe { display: block; width: 100%; height: 38rem; border: 1px solid var(--line); border-radius: 8px; background: #fff; color-scheme: light; resize: vertical; }
.mail details { margin-top: 1rem; }
.mail summary { cursor: pointer; color: var(--link); }
.mail pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem/1.6 ui-monospace, Consolas, monospace; background: var(--paper); border-radius: 8px; padding: 1rem; }
@media (max-width: 42rem) {
  .search label { flex-basis: 100%; }
  .people thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .people, .people tbody, .people tr, .people th, .people td { display: block; }
  .people tr { border-top: 1px solid var(--line); padding: 0.75rem 0; }
  .people tr:first-child { border-top: 0; }
  .people th, .people td { border: 0; padding: 0.15rem 1rem; }
  .mail { padding: 1rem; border-radius: 12px; }
}
`;
