/**
 * The pages' only style: system fonts, the reader's own light or dark, steps of 8 px, a column that fits a phone and a sheet
 * of paper. Text stands out 4.5:1, borders of controls 3:1; below 40 rem a line of a table becomes a block.
 */
export const pageStyle = `
:root {
  color-scheme:light dark;
  --ink:#1a1d21; --soft:#545b64; --paper:#fff; --raised:#f5f7f9; --line:#dde1e6; --edge:#7c848e;
  --accent:#0b5cad; --on:#fff; --tint:#9cc3ea; --rest:#d8dee5;
  --warn:#7d4300; --warn-line:#b45f06; --warn-bg:#fff5e6; --stop:#a3161d; --stop-bg:#fdf0f0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink:#eceff2; --soft:#a8b0ba; --paper:#15181c; --raised:#1e2227; --line:#343a42; --edge:#7f8893;
    --accent:#7db8f2; --on:#0c1a29; --tint:#3b6a99; --rest:#3c4550;
    --warn:#f5bd78; --warn-line:#d68f3a; --warn-bg:#2c2216; --stop:#ff9d98; --stop-bg:#321c1d;
  }
}
*, ::before, ::after { box-sizing:border-box; margin:0; padding:0 }
body { background:var(--paper); color:var(--ink); font:1rem/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif; font-variant-numeric:tabular-nums; overflow-wrap:break-word }
.wrap, main { max-width:62rem; margin:0 auto; padding:0 1rem }
main { padding-top:2rem; padding-bottom:4rem }
h1, .title { font-size:1.75rem; line-height:2.25rem; text-wrap:balance; overflow-wrap:anywhere }
h2 { font-size:1.25rem; line-height:1.75rem }
h3 { font-size:1rem }
p { max-width:44rem }
section, .cols { margin-top:3rem }
:where(main :is(p, h1, h2, h3, .head, ol) + :is(p, ul, ol, dl, table, form, details, .empty)) { margin-top:.5rem }
:is(table, .mail, .row, .kv, .filters) + p { margin-top:.75rem }
:is(.lead, .filters, .notice) + :is(table, .steps, .empty, .kv), .filters + form { margin-top:1.5rem }
.row + .says { margin-top:1rem }
:is(p, ul, table) + h3 { margin-top:2rem }
.lead { max-width:56rem; font-size:1.25rem; line-height:1.875rem }
.soft, .kv dt, .crumbs, .who { color:var(--soft) }
.small, small, .crumbs, .who, .marks, .tag, label, thead th { font-size:.875rem; line-height:1.25rem }
small { display:block; color:var(--soft); font-weight:400 }
:is(h1, h2, h3, .title, b, ins, label, .btn, .big, .state, .brand a, [aria-current]) { font-weight:600 }
code, pre { font:.875rem/1.25rem ui-monospace, monospace; overflow-wrap:anywhere }
code { color:var(--soft) }
.nowrap { white-space:nowrap }
ul, ol { list-style:none }
.notice ul { list-style:disc }
:is(.notice, .mail) ol, .remedy { list-style:decimal }
:is(.notice, .mail, .remedy) li { margin-left:1.25rem }
a { color:var(--accent); text-decoration-thickness:1px; text-underline-offset:.2em }
a:hover { text-decoration-thickness:2px }
.panel, .notice, .empty, pre, .mail, input, select, .btn { border-radius:4px }
:focus-visible { outline:3px solid var(--accent); outline-offset:2px }
.hide:not(:focus) { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); white-space:nowrap }

.top { border-bottom:1px solid var(--line); background:var(--raised) }
.top .wrap { display:flex; flex-wrap:wrap; align-items:center; gap:0 1.5rem }
.brand { padding:.75rem 0; margin-right:auto }
.brand a { color:inherit; text-decoration:none }
.state::before { content:""; display:inline-block; width:.625rem; height:.625rem; margin-right:.5rem; border-radius:50%; background:var(--accent) }
.state.stop::before { border-radius:0; background:var(--stop) }
.state.wait::before { background:none; border:2px solid var(--edge) }
.top form { padding:.5rem 0 }
.tabs, .who, .crumbs, .marks { display:flex; flex-wrap:wrap; gap:0 1.5rem }
.tabs a { display:block; padding:.5rem 0; border-bottom:3px solid transparent; color:inherit; text-decoration:none }
.tabs [aria-current] { border-color:var(--accent) }
.who { padding:.5rem 0; margin-left:auto }
.crumbs { gap:0 .5rem; margin-bottom:1rem }
.crumbs li + li::before { content:"/" / ""; margin-right:.5rem }

.cols { display:grid; gap:3rem }
.cols > section { margin:0; min-width:0 }
.head { display:flex; flex-wrap:wrap; align-items:baseline; gap:0 1.5rem }
.head > :first-child { margin-right:auto }
.row { display:flex; flex-wrap:wrap; align-items:end; gap:.75rem 1rem; margin-top:1rem }
.ask { align-items:center; gap:.5rem }
.ask label { margin:0; font:inherit }
.panel { margin-top:2rem; padding:1rem 1.5rem 1.25rem; background:var(--raised) }
.notice { margin-top:1.5rem; padding:1rem 1.25rem; border:1px solid; border-left-width:6px }
.notice + .title { margin-top:2.5rem }
main > .notice:first-child { margin:0 }
.notice + h1 { margin-top:2rem }
h2 + h3 { margin-top:1rem }

.tag { display:inline-block; justify-self:start; padding:0 .5rem; border:1px solid var(--edge); border-radius:3px; line-height:1.375rem; white-space:nowrap }
.tag.pass::before { content:"✓ " / "" }
.tag.open::before { content:"? " / "" }
.tag.warn::before { content:"! " / "" }
.tag.fail::before { content:"✕ " / "" }
.tag.warn, .items li::before, .notice :is(h1, h2, h3) { font-weight:600; color:var(--warn) }
.notice, .tag.warn, .items li::before { border-color:var(--warn-line); background:var(--warn-bg) }
.notice.stop, .tag.fail, .items .stop::before { border-color:var(--stop); background:var(--stop-bg) }
.tag.fail, .items .stop::before, .stop :is(h1, h3), .state.stop { color:var(--stop); font-weight:600 }

svg { display:block; width:100%; overflow:visible }
.done { fill:var(--accent) } .way { fill:var(--tint) } .left { fill:var(--rest) } .gap { fill:var(--paper) }
.share { height:2rem; margin-top:1.5rem }
.legend { display:grid; gap:1rem 2rem; margin-top:1rem }
.legend li { padding-left:1.5rem; position:relative }
.legend p + p { margin:0 }
.key { width:.875rem; height:.875rem }
.legend .key { position:absolute; left:0; top:.5625rem }
:is(.key, .share) rect { stroke:var(--edge) }
.share .gap { stroke:none }
.big { font-size:1.5rem; line-height:2rem }
.bar { height:.5rem; margin:.375rem 0 .125rem }
.chart { margin-top:1rem }
.chart text { fill:var(--soft); font-size:.8125rem; paint-order:stroke; stroke:var(--paper); stroke-width:3px }
.chart .val { fill:var(--ink) }
.chart line { stroke:var(--line) }
.chart :is(.base, .mark) { stroke:var(--edge) }
.chart .mark { stroke-dasharray:2 3 }
.chart .curve { stroke:var(--accent); stroke-width:2.5px; stroke-linecap:round }
.chart circle { fill:var(--accent) }
.chart .pin { fill:var(--paper); stroke:var(--edge) }
.marks { gap:.25rem 1.5rem; margin-top:.75rem }
.marks li { display:flex; align-items:center; gap:.5rem }
.marks b { width:1.25rem; border:1px solid var(--edge); border-radius:50%; font-size:.75rem; text-align:center }

.items, .says, .kv, .ladder, .steps { border-top:1px solid var(--line) }
:is(.items, .says, .ladder, .steps) > li { padding:.5rem 0; border-bottom:1px solid var(--line) }
.items > li, .steps > li { display:grid; grid-template-columns:1.5rem 1fr; gap:0 .75rem; padding:.75rem 0 }
:is(.items, .steps) > li > * { grid-column:2; margin-top:0 }
:is(.items, .steps) > li::before { content:"!" / "Needs a person:"; grid-row:span 4; height:1.5rem; border:1px solid; border-radius:3px; text-align:center; line-height:1.375rem }
.items .stop::before { content:"■" / "Stopped:"; font-size:.75rem }
.items > li:lang(sv)::before { content:"!" / "Behöver en person:" }
.items .stop:lang(sv)::before { content:"■" / "Stoppat:" }
.steps { counter-reset:step }
.steps > li { counter-increment:step; grid-template-columns:2rem 1fr; gap:.25rem 1rem; padding:1.25rem 0 }
.steps > li::before { content:counter(step); height:2rem; border-color:var(--edge); border-radius:50%; line-height:1.875rem }
.kv { display:grid; grid-template-columns:fit-content(12rem) 1fr; gap:.75rem 1.5rem; padding-top:.75rem }
.kv dd { overflow-wrap:anywhere }
.empty { padding:1rem 1.5rem; border:1px dashed var(--edge) }
.line { border-left:2px solid var(--line); margin-left:.375rem }
.line li { position:relative; padding:0 0 1rem 1.25rem }
.line li::before { content:""; position:absolute; left:-.4375rem; top:.25rem; width:.75rem; height:.75rem; border:2px solid var(--edge); border-radius:50%; background:var(--paper) }
.line .hot::before { border-color:var(--stop); background:var(--stop); border-radius:0 }
.ladder > li { display:grid; grid-template-columns:6rem 1fr; overflow-wrap:anywhere; gap:0 1rem; align-items:start }
.ladder p { grid-column:2; margin:0 }
pre { margin-top:.5rem; padding:1rem; background:var(--raised); border:1px solid var(--line); white-space:pre-wrap }
del, ins { text-decoration:none }
del::before { content:"− " / "was " }
ins::before { content:"+ " / "is now " }
del:lang(sv)::before { content:"− " / "var " }
ins:lang(sv)::before { content:"+ " / "är nu " }
.mail { max-width:44rem; margin-top:1rem; padding:.25rem 1.5rem 1.25rem; border:1px solid var(--edge) }
.mail .kv { border:0; margin-bottom:1.5rem }

table { width:100%; border-collapse:collapse }
th, td { padding:.5rem 1.5rem .5rem 0; border-bottom:1px solid var(--line); text-align:left; vertical-align:top; font-weight:400 }
th:last-child, td:last-child { padding-right:0 }
thead :is(th, td) { padding-top:0; border-color:var(--edge); color:var(--soft); vertical-align:bottom }
tbody th { min-width:8rem; overflow-wrap:anywhere }
tfoot :is(th, td) { font-weight:600; border:0 }
.num { text-align:right; white-space:nowrap }
.barcol { width:24% }

label { display:block; margin-bottom:.25rem }
input, select, .btn { min-height:2.5rem; max-width:100%; padding:.375rem .625rem; border:1px solid var(--edge); background:var(--paper); color:var(--ink); font:inherit }
[type=checkbox] { min-height:0; width:1.25rem; height:1.25rem; accent-color:var(--accent) }
.tick { margin-right:.5rem; vertical-align:-.25rem }
.short { width:6rem }
.btn { display:inline-flex; align-items:center; justify-content:center; padding:.4375rem 1rem; text-decoration:none; cursor:pointer }
.go { border-color:var(--accent); background:var(--accent); color:var(--on) }
.btn:hover { box-shadow:inset 0 0 0 1px }
.halt, .end { background:none }
.halt { border:2px solid; padding:.375rem .9375rem }
.halt::before { content:"❚❚" / ""; margin-right:.5rem; font-size:.625rem }
.end { border-color:var(--stop); color:var(--stop) }
select { padding-right:0; text-overflow:ellipsis }
textarea { width:100%; max-width:100%; padding:.5rem .625rem; border:1px solid var(--edge); border-radius:4px; background:var(--paper); color:var(--ink); font:.875rem/1.25rem ui-monospace, monospace }
.field { max-width:44rem; margin-top:1rem }
.field input { width:100% }
.field .short { width:6rem }
.field ul { margin-top:.5rem }
.field:has(.wide-text) { max-width:none }
.filters { display:grid; grid-template-columns:repeat(auto-fill, minmax(9.5rem, 1fr)); gap:.75rem; align-items:end; margin-top:1rem }
.filters.one { grid-template-columns:minmax(0, 22rem) minmax(7.5rem, auto); justify-content:start }
.filters :is(select, .btn), .find input { width:100% }
.find { flex:1 1 16rem }
summary { padding:.375rem 0; color:var(--accent); text-decoration:underline 1px; cursor:pointer }
details { margin-top:.75rem }

@media (min-width: 48rem) {
  .legend { grid-template-columns:repeat(3, 1fr) }
  .cols { grid-template-columns:3fr 2fr }
  .even { grid-template-columns:1fr 1fr }
  .ladder > li { grid-template-columns:6rem 1fr 1fr }
  .ladder p + p { grid-column:3 }
  .pick td, td time { white-space:nowrap }
}
@media (max-width: 39.99rem) {
  h1, .title { font-size:1.5rem; line-height:2rem }
  .tabs { display:grid; grid-template-columns:repeat(3, auto); justify-content:start }
  .brand:not(:only-child) { width:100%; padding-bottom:0 }
  .state { margin-right:auto }
  .who { margin:0 }
  .kv { grid-template-columns:1fr; row-gap:0 }
  .kv dd + dt { margin-top:.75rem }
  input, select, .btn { min-height:2.75rem }
  .wide { display:none }
  table, tbody, tfoot, tr, th, td { display:block }
  table { border-top:1px solid var(--edge) }
  thead { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%) }
  tr { padding:.625rem 0; border-bottom:1px solid var(--line) }
  th, td, .barcol, .num { width:auto; padding:.125rem 0; border:0; text-align:left; white-space:normal }
  tbody th { font-weight:600 }
  td[data-label] { display:flow-root; padding-left:7.25rem }
  td[data-label]::before { content:attr(data-label) / ""; float:left; width:6.75rem; margin-left:-7.25rem; color:var(--soft) }
  td:empty { display:none }
  td small { display:inline; margin-left:.25rem }
  .pick { position:relative; padding-left:2.25rem }
  .pick > td:first-child { position:absolute; left:0; top:.625rem }
  .brief tr { display:grid; grid-template-columns:1fr minmax(3rem, auto); gap:0 1.5rem; grid-auto-flow:dense }
  .brief :is(th, td) { grid-column:1; padding-left:0 }
  .brief .num { grid-column:2; text-align:right }
  .brief td::before { display:none }
}
@media print {
  body { font-size:10.5pt }
  nav, form, .btn { display:none !important }
  .wrap, main { max-width:none; padding:.5rem 0 }
  tr, li, .panel, .notice { break-inside:avoid }
  h2, h3 { break-after:avoid }
  details::details-content { display:block; content-visibility:visible }
  a { color:inherit }
}
`;
