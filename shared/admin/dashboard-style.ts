/** The page's only style: system fonts, the reader's own light or dark, a column that fits a phone. */
export const dashboardStyle = `
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #595959; --paper: #fff; --line: #d6d6d6; --bar: #0f6cbd; --warn: #8a3707; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f2f2f2; --soft: #b3b3b3; --paper: #1b1b1b; --line: #444; --bar: #479ef5; --warn: #ffb38a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
header p { margin: 0; color: var(--soft); }
.status { margin-top: .5rem; color: var(--ink); font-weight: 600; }
.status.warn { color: var(--warn); }
svg { width: 100%; height: auto; max-width: 40rem; }
svg text { fill: var(--ink); font-size: 15px; }
svg rect { fill: var(--bar); }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--bar); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
`;
