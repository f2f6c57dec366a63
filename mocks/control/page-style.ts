/** The page's style sheet: light and dark, from the width of a phone to that of a desk. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #101318);
  --card: light-dark(#ffffff, #191e26);
  --line: light-dark(#d5dae1, #333b48);
  --text: light-dark(#16191d, #e9edf3);
  --quiet: light-dark(#525b68, #a5b0bf);
  --accent: light-dark(#3454d1, #9db4ff);
  --on-accent: light-dark(#ffffff, #101318);
  --good: light-dark(#0c6b37, #7bd8a2);
  --bad: light-dark(#b3261e, #ffb0a8);
  font: 1rem/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); }
header, main { max-width: 70rem; margin: 0 auto; padding: 1.25rem clamp(1rem, 4vw, 2rem); }
header { padding-bottom: 0; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .25rem 0; }
header p, time, .empty { color: var(--quiet); }
a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: .75rem; }
nav a { padding: .25rem 0; }
section {
  margin-bottom: 1rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: .75rem;
  background: var(--card); scroll-margin-top: 1rem;
}
.messages { margin: 1rem 0 0; padding: 0; list-style: none; }
.messages li { padding: 1rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.messages li:last-child { padding-bottom: 0; }
form[role="search"] { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
.fields { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; }
.fields p { display: flex; flex: 1 1 12rem; flex-direction: column; margin: 0; }
.fields input { flex: none; }
input, select, button, .button {
  min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--card); color: var(--text); font: inherit;
}
input { flex: 1 1 12rem; min-width: 0; border-color: var(--quiet); }
input::placeholder { color: var(--quiet); opacity: 1; }
button, select { border-color: var(--quiet); cursor: pointer; }
.button {
  position: relative; display: inline-block; margin-top: .5rem; border-color: transparent; background: var(--accent);
  color: var(--on-accent); font-weight: 600; text-decoration: none;
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.scroll { position: relative; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { border-top: 0; color: var(--quiet); font-weight: 600; white-space: nowrap; }
code { font: .875em ui-monospace, monospace; overflow-wrap: anywhere; }
td code { display: block; min-width: 9.5rem; }
.otp { font-size: 1.5rem; letter-spacing: .15em; }
.good { color: var(--good); }
.bad { color: var(--bad); font-weight: 600; }
.hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
`;
