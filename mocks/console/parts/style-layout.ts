/** The sidebar, which becomes a bar of tabs on a narrow screen, and the page's columns. */
export const styleLayout = `
.shell { --side: color-mix(in srgb, var(--card) 70%, transparent); display: grid; grid-template-columns: 15rem minmax(0, 1fr); min-height: 100vh; background: linear-gradient(90deg, var(--side) 15rem, var(--line) 15rem, var(--line) calc(15rem + 1px), transparent 0); }
.side { position: sticky; top: 0; display: flex; flex-direction: column; gap: 1.5rem; height: 100vh; overflow-y: auto; padding: 1.25rem 1rem; }
.brand { display: flex; align-items: center; gap: .625rem; min-height: 2.75rem; padding: 0 .5rem; color: inherit; font-weight: 600; letter-spacing: -.01em; line-height: 1.2; text-decoration: none; border-radius: .75rem; }
.brand .mark { display: grid; place-items: center; width: 2rem; height: 2rem; flex: none; border-radius: .65rem; background: var(--accent); color: var(--on-accent); }
.brand:hover { color: inherit; }
.side nav ul { display: grid; gap: .125rem; }
.side nav a { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; padding: 0 .75rem; border-radius: .75rem; color: var(--muted); font-weight: 500; font-size: .9375rem; text-decoration: none; white-space: nowrap; }
.side nav a:hover { background: var(--well); color: var(--ink); }
.side nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
.side nav .count { margin-left: auto; min-width: 1.5rem; padding: 0 .4rem; border-radius: 1rem; background: var(--well); color: var(--muted); font-size: .75rem; line-height: 1.5rem; text-align: center; }
.side nav .count.bad { background: var(--danger-soft); color: var(--danger); }
@media (forced-colors: active) { a[aria-current] { outline: 2px solid; outline-offset: -2px; } }
.side nav a[aria-current] .count { background: var(--card); color: inherit; }
.side .foot { margin-top: auto; padding: 0 .75rem; color: var(--muted); font-size: .8125rem; overflow-wrap: anywhere; }
main { display: grid; align-content: start; gap: 1.5rem; width: 100%; max-width: 68rem; margin: 0 auto; padding: clamp(1.25rem, 3vw, 2.75rem) clamp(1rem, 3.5vw, 3rem) 4rem; min-width: 0; }
.lead { color: var(--muted); max-width: 46rem; text-wrap: pretty; }
.head { display: grid; gap: .5rem; }
.head .line { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.back { justify-self: start; display: inline-flex; min-height: 2rem; align-items: center; font-size: .875rem; font-weight: 600; text-decoration: none; }
.two { display: grid; gap: 1.5rem; grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
.card { display: grid; gap: 1rem; min-width: 0; padding: clamp(1.125rem, 2.2vw, 1.75rem); border: 1px solid var(--line); border-radius: 1.5rem; background: var(--card); box-shadow: var(--shadow); scroll-margin-top: 1rem; }
.card-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; }
.card-head a { font-size: .875rem; font-weight: 600; }
.toast { position: fixed; inset: auto 1rem 1rem auto; z-index: 2; max-width: calc(100vw - 2rem); padding: .75rem 1.25rem; border: 1px solid var(--accent-line); border-radius: .875rem; background: var(--accent-soft); color: var(--accent); font-weight: 600; box-shadow: var(--shadow); }
.toast.bad { border-color: var(--danger-line); background: var(--danger-soft); color: var(--danger); }
.toast:empty { display: none; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 3; }
.js-only { display: none; }
.js .js-only { display: inline-flex; }
@media (max-width: 60rem) {
  .shell { display: block; background: none; }
  .side { position: static; height: auto; gap: .5rem; padding: .75rem 1rem 0; background: var(--side); border-bottom: 1px solid var(--line); }
  .side nav { position: relative; mask-image: linear-gradient(90deg, #000 calc(100% - 2.5rem), transparent); margin: 0 -1rem; padding: 0 1rem .5rem; overflow-x: auto; scrollbar-width: none; }
  .side nav ul { display: flex; width: max-content; padding-right: 2rem; }
  .side nav a { gap: .4rem; padding: 0 .75rem; }
  .side nav .count { margin-left: .125rem; }
  .side .foot { display: none; }
  .two { grid-template-columns: minmax(0, 1fr); }
  .card { border-radius: 1.25rem; }
}
`;
