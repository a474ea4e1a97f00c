/** The page's only style: system fonts, the reader's own light or dark, a column that fits a phone and a sheet of paper. */
export const dashboardStyle = `
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #595959; --paper: #fff; --raised: #f5f5f5; --line: #d6d6d6; --bar: #0f6cbd; --track: #e6eef5; --link: #0b5cad; --warn: #8a3707; --warn-paper: #fdf3ec; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f2f2f2; --soft: #b3b3b3; --paper: #1b1b1b; --raised: #262626; --line: #444; --bar: #479ef5; --track: #2c3640; --link: #7cbcff; --warn: #ffb38a; --warn-paper: #33241b; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .6rem; font-size: 1.2rem; }
h3 { margin: 1rem 0 .3rem; font-size: 1rem; }
h3 .soft { font-weight: 400; }
p { margin: .4rem 0; }
ul { margin: .4rem 0; padding-left: 1.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
code { font: .875em/1.4 ui-monospace, monospace; color: var(--soft); }
.soft { color: var(--soft); }
.status { margin-top: .9rem; padding: .4rem .9rem; border-left: 4px solid var(--bar); background: var(--raised); }
.status.warn { border-color: var(--warn); background: var(--warn-paper); }
.status.warn strong { color: var(--warn); }
.status code { color: inherit; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.figures li { padding: .6rem .9rem .7rem; background: var(--raised); color: var(--soft); }
.figures strong { display: block; color: var(--ink); font-size: 1.7rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem 1.5rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; }
th:last-child, td:last-child { padding-right: 0; }
th { font-weight: 600; }
tbody th { font-weight: 400; }
.scroll tbody th { min-width: 6.5rem; }
thead th { color: var(--soft); white-space: nowrap; }
.figure { text-align: right; white-space: nowrap; }
time { white-space: nowrap; }
svg { display: block; }
svg rect { fill: var(--bar); }
svg rect.track { fill: var(--track); }
.funnel th[scope=row] { width: 60%; }
.funnel thead th { white-space: normal; }
.bar { width: 100%; height: .6rem; margin-top: .25rem; }
.days { width: 100%; height: 5rem; border-bottom: 1px solid var(--line); }
.axis { display: flex; justify-content: space-between; margin-top: .2rem; color: var(--soft); font-size: .875rem; }
summary { cursor: pointer; padding: .25rem 0; }
@media (max-width: 30rem) { th, td { padding-right: .9rem; } }
@media print { details::details-content { display: block; } body { max-width: none; } }
`;
