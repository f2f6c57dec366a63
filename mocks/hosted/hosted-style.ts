import { palette } from "../look/palette.ts";

/** The style sheet of the hosted pages: one card, light and dark, from the width of a phone up. */
export const hostedStyle = `${palette}
:root {
  font: 1rem/1.6 -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink); -webkit-font-smoothing: antialiased; }
main { width: 100%; max-width: 28rem; margin: 0 auto; padding: clamp(1.5rem, 10vh, 6rem) 1rem 2rem; }
h1 { margin: 0; font-size: 1.625rem; line-height: 1.25; letter-spacing: -.015em; text-wrap: balance; overflow-wrap: anywhere; }
h1:focus { outline: none; }
p { margin: 0; text-wrap: pretty; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .25em; }
section, form { display: grid; gap: 1.25rem; }
section > p { color: var(--muted); }
strong { color: var(--ink); }
.brand { display: flex; align-items: center; gap: .625rem; margin-bottom: 1rem; padding: 0 .5rem; font-weight: 600; }
.brand::before {
  content: ""; width: 1.5rem; height: 1.5rem; flex: none; border-radius: .5rem;
  background: radial-gradient(circle at 50% 38%, var(--on-accent) 0 22%, transparent 24%), var(--accent);
}
.card {
  padding: clamp(1.5rem, 6vw, 2.25rem); border: 1px solid var(--line); border-radius: 1.5rem; background: var(--card);
  box-shadow: 0 12px 32px -12px rgb(40 34 20 / .14);
}
.foot { margin-top: 1rem; padding: 0 .5rem; color: var(--muted); font-size: .875rem; text-align: center; }
.field { display: grid; gap: .375rem; }
label { font-weight: 600; }
input {
  width: 100%; min-height: 3rem; padding: .5rem .875rem; border: 1px solid var(--line-strong); border-radius: .75rem;
  background: var(--card); color: var(--ink); font: inherit;
}
input[name="code"] { font-size: 1.375rem; letter-spacing: .2em; }
input[aria-invalid="true"] { border-color: var(--danger); }
.error { color: var(--danger); font-weight: 500; }
.error:empty { display: none; }
.alert { padding: .875rem 1rem; border-radius: .75rem; background: var(--danger-soft); color: var(--danger); }
section > .alert { color: var(--danger); }
.actions { display: grid; gap: .5rem; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; width: 100%; min-height: 3rem; padding: .5rem 1.25rem;
  border: 1px solid transparent; border-radius: .75rem; background: var(--accent); color: var(--on-accent); font: inherit;
  font-weight: 600; text-align: center; text-decoration: none; overflow-wrap: anywhere; cursor: pointer;
}
button:hover, .button:hover { background: var(--accent-hover); }
button.quiet, .button.quiet { border-color: var(--line-strong); background: transparent; color: var(--ink); }
button.quiet:hover, .button.quiet:hover { border-color: var(--accent); color: var(--accent); }
.plain { display: inline-flex; min-height: 2.75rem; align-items: center; justify-self: center; padding: 0 .5rem; }
button:disabled { opacity: .6; cursor: progress; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.wait { display: flex; align-items: center; gap: .75rem; color: var(--muted); }
.wait::before {
  content: ""; width: 1.25rem; height: 1.25rem; flex: none; border: 3px solid var(--accent-soft); border-top-color: var(--accent);
  border-radius: 50%;
}
[data-quiet] { visibility: hidden; }
@media (prefers-reduced-motion: no-preference) {
  .wait::before { animation: turn .9s linear infinite; }
  section { animation: rise .3s cubic-bezier(.2, .7, .2, 1) both; }
}
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes rise { from { opacity: 0; transform: translateY(6px); } }
`;
