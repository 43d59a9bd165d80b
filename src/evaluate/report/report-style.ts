/** The style of a saved report's page: colours that a page with an embedded report may set itself. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #f7f5ef; --surface: #fffdf8; --ink: #1d2623; --muted: #5a6763; --line: #d9d4c7; --accent: #0d6b56;
  --warning: #9a3412;
  background: var(--paper);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121715; --surface: #1a211e; --ink: #e9eeeb; --muted: #9fb0a9; --line: #33403b; --accent: #5cc4a5;
    --warning: #fdba74;
  }
}
body { margin: 0 auto; max-width: 68rem; padding: 1rem; }
`

/** The style of the report itself, in its shadow tree. */
export const reportStyle = `
:host { display: block; color: var(--ink, #1d2623); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
*, *::before, *::after { box-sizing: border-box; }
h1, h2, p { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
.scroll + h2 { margin-top: 1.2rem; }
header p, .note, .range, small, dt { color: var(--muted, #5a6763); }
section { background: var(--surface, #fffdf8); border: 1px solid var(--line, #d9d4c7); border-radius: 10px; padding: 1rem; margin-top: 1rem; min-width: 0; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
.figures, section > .scroll > table:not(.confusion) { width: 100%; }
th, td { padding: .3rem .6rem; text-align: left; border-bottom: 1px solid var(--line, #d9d4c7); white-space: nowrap; }
thead th { color: var(--muted, #5a6763); font-weight: 500; font-size: .85rem; }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
thead th.number { font-weight: 500; }
.range { font-variant-numeric: tabular-nums; font-size: .9rem; }
.strong { font-weight: 700; }
small { font-weight: 400; }
.interval { position: relative; display: inline-block; width: 8rem; height: .7rem; margin-right: .6rem; border-radius: 4px; background: color-mix(in srgb, var(--line, #d9d4c7) 55%, transparent); vertical-align: middle; }
.interval span { position: absolute; inset-block: 0; border-radius: 4px; background: var(--accent, #0d6b56); opacity: .45; min-width: 2px; }
.interval i { position: absolute; top: -2px; bottom: -2px; width: 2px; margin-left: -1px; background: var(--ink, #1d2623); }
.better { color: var(--accent, #0d6b56); font-weight: 700; }
.worse { color: var(--warning, #9a3412); font-weight: 700; }
.warning { color: var(--warning, #9a3412); margin-bottom: .5rem; }
details { margin-top: .8rem; }
summary { cursor: pointer; color: var(--muted, #5a6763); }
dl { margin: .5rem 0 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .5rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
dt { font-size: .85rem; }
button, select, input { font: inherit; color: inherit; }
button, select, input[type=search] { border: 1px solid var(--line, #d9d4c7); border-radius: 6px; background: var(--paper, #f7f5ef); padding: .3rem .7rem; }
button { cursor: pointer; }
.link { border: 0; background: none; padding: 0; color: var(--accent, #0d6b56); text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent, #0d6b56); outline-offset: 2px; }
.confusion { margin-top: .5rem; }
.confusion th, .confusion td { border: 0; padding: 1px; text-align: center; }
.confusion tbody th { text-align: right; padding-right: .5rem; }
.confusion thead th { vertical-align: bottom; padding-bottom: .3rem; }
.confusion thead span { display: block; max-width: 5.5rem; white-space: normal; line-height: 1.15; overflow-wrap: anywhere; }
.confusion .corner { font-size: .75rem; color: var(--muted, #5a6763); padding-right: .5rem; }
.confusion td, .confusion thead th { width: 5.5rem; min-width: 2.8rem; }
.confusion button { width: 100%; border: 0; border-radius: 4px; padding: .35rem .3rem; background: none; }
.confusion td { border-radius: 4px; }
.confusion .right { background: color-mix(in srgb, var(--accent, #0d6b56) calc(var(--share) * 45%), transparent); }
.confusion .wrong { background: color-mix(in srgb, var(--warning, #9a3412) calc(var(--share) * 55%), transparent); }
.confusion .empty { color: var(--muted, #5a6763); opacity: .5; }
.plot { width: 100%; max-width: 20rem; font-size: 10px; }
.plot.wide { max-width: 30rem; margin-top: .8rem; }
.plot polyline { fill: none; stroke-width: 2; }
.plot .precision { stroke: var(--accent, #0d6b56); }
.plot .recall { stroke: var(--warning, #9a3412); stroke-dasharray: 6 3; }
.plot .cursor { stroke: var(--ink, #1d2623); stroke-width: 1; }
.live .precision strong { color: var(--accent, #0d6b56); }
.live .recall strong { color: var(--warning, #9a3412); }
.plot text { fill: var(--muted, #5a6763); }
.plot .grid { stroke: var(--line, #d9d4c7); stroke-width: .6; }
.plot .diagonal { stroke: var(--muted, #5a6763); stroke-dasharray: 4 3; }
.plot .bin { fill: var(--accent, #0d6b56); opacity: .3; }
.plot .point { fill: var(--accent, #0d6b56); }
.controls { display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: center; margin-bottom: .5rem; }
.controls input[type=search], .controls input[type=range] { flex: 1 1 10rem; min-width: 0; accent-color: var(--accent, #0d6b56); }
.live { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
.rows { list-style: none; margin: .5rem 0; padding: 0; }
.rows li { border-left: 4px solid var(--line, #d9d4c7); padding: .5rem .8rem; margin-bottom: .6rem; background: var(--paper, #f7f5ef); border-radius: 0 8px 8px 0; content-visibility: auto; contain-intrinsic-size: auto 8rem; }
.rows .right { border-color: var(--accent, #0d6b56); }
.rows .wrong, .rows .failed { border-color: var(--warning, #9a3412); }
.row-head { font-size: .85rem; color: var(--muted, #5a6763); }
.row-head b { color: var(--ink, #1d2623); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 14rem; overflow: auto; }
.rows dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: .3rem 1rem; font-size: .9rem; }
mark { color: inherit; border-radius: 3px; padding: 0 2px; }
mark.found { background: color-mix(in srgb, var(--accent, #0d6b56) 30%, transparent); }
mark.missed { background: none; outline: 2px solid var(--warning, #9a3412); }
mark.extra { background: color-mix(in srgb, var(--warning, #9a3412) 30%, transparent); text-decoration: underline dotted; }
@media (max-width: 40rem) {
  section { padding: .8rem; }
  th, td { padding-inline: .35rem; }
  .figures tbody th { white-space: normal; }
  .figures small { display: block; }
  .figures .interval { display: none; }
}
mark.confused { background: color-mix(in srgb, #b58900 40%, transparent); }
`
