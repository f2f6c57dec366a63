/** The colours of the emulator's pages, after the app's. Every pair used for text has a contrast of at least 4.5. */
export const palette = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f8f6f1, #0d1211);
  --card: light-dark(#fffefb, #141b19);
  --well: light-dark(#f1eee6, #1a2320);
  --ink: light-dark(#17201d, #edf2ef);
  --muted: light-dark(#57625d, #9fada6);
  --line: light-dark(#e2ddd1, #26322e);
  --line-strong: light-dark(#858c85, #6d7c75);
  --accent: light-dark(#0d5c4a, #6fd6b5);
  --accent-hover: light-dark(#0a4739, #93e5ca);
  --on-accent: light-dark(#f6fffb, #04261c);
  --accent-soft: light-dark(#dcece5, #17332a);
  --accent-line: light-dark(#a9cfc0, #2d5f4e);
  --danger: light-dark(#93231a, #ffb3a7);
  --danger-soft: light-dark(#fbeeea, #2c1613);
  --danger-line: light-dark(#e8bfb6, #663129);
  --wait: light-dark(#6f4e00, #f0cf87);
  --wait-soft: light-dark(#f8eed5, #2c2411);
  --glow: light-dark(#e3efe6, #14271f);
}`;
