/**
 * Keeps the page current. It leaves the page alone while somebody is using one of its controls. The answer is cut as
 * text, because a parsed document would have its style sheet judged by this page's policy.
 */
export const pageScript = `
let shown = "";
async function refresh() {
  const focused = document.activeElement;
  const busy = document.hidden || (focused && focused !== document.body) || String(getSelection());
  if (busy) return;
  const page = await (await fetch(location.href)).text();
  const main = page.slice(page.indexOf("<main>") + 6, page.lastIndexOf("</main>"));
  if (main !== shown) document.querySelector("main").innerHTML = main;
  shown = main;
}
setInterval(() => refresh().catch(() => {}), 2000);
document.addEventListener("visibilitychange", () => refresh().catch(() => {}));
`;
