import { palette } from "../../look/palette.ts";

/** Type and controls, after the app's. Every pair used for text has a contrast of at least 4.5. */
export const styleBase = `${palette}
:root {
  --shadow: 0 1px 2px rgb(40 34 20 / .05), 0 12px 32px -16px rgb(40 34 20 / .16);
  --sans: -apple-system, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, system-ui, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink); font: 1rem/1.6 var(--sans); -webkit-font-smoothing: antialiased;
  background: radial-gradient(60rem 26rem at 60% -12rem, var(--glow), transparent) no-repeat var(--paper);
}
h1, h2, h3, p, dl, dd, ul, ol { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h1 { font-size: clamp(1.625rem, 1.3rem + 1.4vw, 2rem); line-height: 1.18; letter-spacing: -.022em; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 1.0625rem; letter-spacing: -.01em; }
h3 { font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
/* A name with right-to-left letters does not move the words beside it. */
h1, h2, h3, h3 a, dd, dd a, td, strong, code { unicode-bidi: isolate; }
a { color: var(--accent); text-underline-offset: .2em; }
a:hover { color: var(--accent-hover); }
time, .muted { color: var(--muted); }
code, pre { font: .8125rem/1.55 var(--mono); overflow-wrap: anywhere; }
pre { margin: 0; padding: .875rem 1rem; border: 1px solid var(--line); border-radius: .875rem; background: var(--well); white-space: pre-wrap; }
.icon { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
::selection { background: var(--accent); color: var(--on-accent); }
[tabindex="-1"]:focus { outline: none; }
input, select, button, .button {
  min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--line-strong); border-radius: .75rem;
  background: var(--card); color: var(--ink); font: inherit; max-width: 100%;
}
input::placeholder { color: var(--muted); opacity: 1; }
select { padding-left: .75rem; }
button, select, summary, .button { cursor: pointer; }
button, .button {
  position: relative; display: inline-flex; align-items: center; justify-content: center; gap: .5rem; font-weight: 600; font-size: .9375rem;
  text-align: center; text-decoration: none; overflow-wrap: anywhere; box-shadow: 0 1px 2px rgb(40 34 20 / .06);
}
button:hover, .button:hover { border-color: var(--accent); color: var(--accent); }
.primary, .primary:hover { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.primary:hover { background: var(--accent-hover); }
.danger { border-color: var(--danger-line); background: var(--danger-soft); color: var(--danger); }
.danger:hover { border-color: var(--danger); color: var(--danger); }
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
  a, button, .button, .row { transition: background-color .15s, border-color .15s, color .15s; }
}
`;
