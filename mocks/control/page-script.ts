/** Keeps the page current. It leaves the page alone while somebody is using one of its controls. */
export const pageScript = `
async function refresh() {
  const focused = document.activeElement;
  const busy = document.hidden || (focused && focused !== document.body) || String(getSelection());
  if (busy) return;
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = document.querySelector("main");
  const next = fresh.querySelector("main");
  if (next && next.innerHTML !== main.innerHTML) main.replaceWith(next);
}
setInterval(() => refresh().catch(() => {}), 2000);
document.addEventListener("visibilitychange", () => refresh().catch(() => {}));
`;
