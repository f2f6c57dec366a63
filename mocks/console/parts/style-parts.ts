/** What the views are made of: rows, badges, tables, forms and the timeline. */
export const styleParts = `
.badge { display: inline-flex; align-items: center; padding: .125rem .625rem; border-radius: 1rem; background: var(--well); color: var(--muted); font-size: .75rem; font-weight: 600; line-height: 1.5; white-space: nowrap; }
.badge.good { background: var(--accent-soft); color: var(--accent); }
.badge.bad { background: var(--danger-soft); color: var(--danger); }
.badge.wait { background: var(--wait-soft); color: var(--wait); }
.disc { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; flex: none; border-radius: 50%; background: var(--accent-soft); color: var(--accent); }
.disc.bad { background: var(--danger-soft); color: var(--danger); }
.disc.wait { background: var(--wait-soft); color: var(--wait); }
.disc.calm { background: var(--well); color: var(--muted); }
.empty { display: grid; justify-items: center; gap: .25rem; padding: 1.75rem 1rem; text-align: center; color: var(--muted); text-wrap: balance; }
.empty strong { color: var(--ink); }
.empty .disc { margin-bottom: .5rem; }
.rows { margin-bottom: -.5rem; }
.rows > li { border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.row { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .25rem .875rem; align-items: center; padding: .875rem .5rem; margin: 0 -.5rem; border-radius: .875rem; overflow-wrap: anywhere; }
.row:has(h3 a):hover { background: var(--well); }
.row h3 a { color: inherit; text-decoration: none; }
.row h3 a::after { content: ""; position: absolute; inset: 0; border-radius: .875rem; }
.row .what { display: grid; gap: .125rem; min-width: 0; }
.row .what p { color: var(--muted); font-size: .875rem; }
.row .what .reason { color: var(--danger); }
.row .end { display: grid; justify-items: end; gap: .25rem; font-size: .8125rem; text-align: right; }
.row .end:has(button) { grid-auto-flow: column; align-items: center; gap: .75rem; }
.row .end button { min-height: 2.5rem; }
.row .end form, .row .end .button { position: relative; z-index: 1; }
.otp { color: var(--ink); font-size: 1.375rem; letter-spacing: .15em; }
.stats { display: grid; gap: .75rem; grid-template-columns: repeat(6, minmax(0, 1fr)); }
.stats a { display: grid; gap: .125rem; padding: 1rem 1.125rem; border: 1px solid var(--line); border-radius: 1.125rem; background: var(--card); color: var(--muted); font-size: .875rem; text-decoration: none; box-shadow: var(--shadow); }
.stats a:hover { border-color: var(--accent); }
.stats strong { color: var(--ink); font-size: 1.5rem; line-height: 1.2; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tabs { display: flex; flex-wrap: wrap; gap: .375rem; }
.tabs a { display: inline-flex; align-items: center; gap: .4rem; min-height: 2.5rem; padding: 0 .875rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--card); color: var(--muted); font-size: .875rem; font-weight: 600; text-decoration: none; }
.tabs a:hover { border-color: var(--accent); color: var(--accent); }
.tabs a[aria-current] { border-color: var(--accent); background: var(--accent-soft); color: var(--accent); }
.facts { display: grid; gap: .625rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); }
.facts > div { min-width: 0; overflow-wrap: anywhere; }
.facts time { color: inherit; }
.facts dt { color: var(--muted); font-size: .8125rem; }
.fields { display: flex; flex-wrap: wrap; align-items: end; gap: .875rem; }
.fields p { display: grid; gap: .25rem; flex: 1 1 11rem; min-width: 0; }
.fields .wide { flex-basis: 20rem; }
.fields label { font-size: .875rem; font-weight: 600; }
.fields input, .fields select { width: 100%; }
.fields.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); }
.fields.columns button { justify-self: start; }
.fields .narrow { flex: 0 1 18rem; }
.now { font-size: 1.75rem; font-weight: 600; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.now time { color: inherit; }
.hint { color: var(--muted); font-size: .8125rem; }
.actions { display: flex; flex-wrap: wrap; align-items: start; gap: .625rem; }
.confirm { max-width: 26rem; }
.confirm summary { list-style: none; }
.confirm summary::-webkit-details-marker { display: none; }
.confirm p { margin: .75rem 0; color: var(--muted); font-size: .875rem; }
.row.log { grid-template-columns: 6.5rem minmax(0, 1fr) auto; padding-block: .5rem; }
.row.log > .badge { justify-self: start; }
.row.log h3 { font-size: .9375rem; font-weight: 400; }
.row.log h3 code { display: inline-block; min-width: 3.5rem; color: var(--accent); font-weight: 600; }
.row.log .end { grid-auto-flow: column; gap: 1rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.timeline > li { position: relative; display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); gap: 0 1rem; padding-bottom: 1.5rem; }
.timeline > li::before { content: ""; position: absolute; top: 2.5rem; bottom: 0; left: 1.25rem; border-left: 2px solid var(--line); }
.timeline > li:last-child { padding-bottom: 0; }
.timeline > li:last-child::before { display: none; }
.event { display: grid; gap: .5rem; min-width: 0; padding-top: .25rem; }
.event .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .125rem 1rem; }
.event .line .muted { font-size: .8125rem; }
.event .name { color: var(--muted); }
.checks { display: flex; flex-wrap: wrap; gap: .375rem; }
.checks li { display: inline-flex; align-items: center; gap: .25rem; padding: .125rem .625rem .125rem .375rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .8125rem; }
.checks .icon { color: var(--accent); stroke-width: 2.25; }
.checks .failed { border-color: var(--danger-line); background: var(--danger-soft); color: var(--danger); font-weight: 600; }
.checks .failed .icon { color: inherit; }
.why { padding: .625rem .875rem; border: 1px solid var(--danger-line); border-radius: .875rem; background: var(--danger-soft); overflow-wrap: anywhere; }
.why strong { color: var(--danger); }
.shown > summary { display: inline-flex; align-items: center; min-height: 2.25rem; color: var(--accent); font-size: .875rem; font-weight: 600; }
.claims { display: grid; gap: .5rem; padding: .875rem 1rem; border: 1px solid var(--line); border-radius: .875rem; background: var(--well); }
.claims h4 { margin: .5rem 0 0; color: var(--muted); font-size: .8125rem; }
.claims dl { display: grid; gap: .25rem 1rem; grid-template-columns: 10rem minmax(0, 1fr); overflow-wrap: anywhere; }
.claims dt { font: 600 .8125rem/1.7 var(--mono); }
.claims pre { padding: 0; border: 0; border-radius: 0; background: none; }
@media (max-width: 75rem) { .stats { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
@media (max-width: 40rem) {
  .stats { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .row { grid-template-columns: auto minmax(0, 1fr); }
  .row .end { grid-column: 2; justify-items: start; grid-auto-flow: column; justify-content: start; align-items: center; gap: .625rem; text-align: left; }
  .timeline > li { grid-template-columns: 2rem minmax(0, 1fr); gap: 0 .75rem; }
  .timeline > li::before { left: 1rem; top: 2rem; }
  .timeline .disc { width: 2rem; height: 2rem; }
  .row.log { grid-template-columns: auto minmax(0, 1fr); padding-block: .75rem; }
  .row.log .what { grid-area: 1 / 1 / 2 / 3; }
  .row.log .end { grid-area: 2 / 2 / 3 / 3; }
  .claims dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .claims dd { margin-bottom: .5rem; }
}
`;
