/**
 * Keeps the page current, except while a person uses one of its controls. The response is cut as text, because parsing
 * it as a document would apply this page's policy to its style sheet.
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
