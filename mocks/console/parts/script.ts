import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * Keeps the page current. Idiomorph changes only what differs, so that focus, scroll position, selection and open
 * details stay. The response is cut as text, because parsing it as a document would apply this page's policy to its
 * style sheet.
 */
const liveScript = `
document.documentElement.classList.add("js");
const [BEGIN, END] = ["<!--page-->", "<!--/page-->"];
document.querySelector("nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
const offline = document.getElementById("offline");
let shown = "";
async function refresh() {
  if (document.hidden) return;
  const response = await fetch(location.href);
  const text = await response.text();
  offline.textContent = "";
  const page = text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END));
  if (page === shown) return;
  shown = page;
  Idiomorph.morph(document.getElementById("page"), page, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (node) => !(node.matches && node.matches("[data-keep]")),
      beforeAttributeUpdated: (name) => name !== "open",
    },
  });
}
function lost() {
  offline.textContent = "The emulator does not respond. This page shows its last state.";
}
setInterval(() => refresh().catch(lost), 1500);
document.addEventListener("visibilitychange", () => refresh().catch(lost));
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  document.getElementById(button.dataset.copy + "-said").textContent = "Copied";
});
if (new URLSearchParams(location.search).has("said")) {
  const url = new URL(location.href);
  url.searchParams.delete("said");
  history.replaceState(null, "", url);
  setTimeout(() => document.getElementById("said").replaceChildren(), 6000);
}
`;

/** The script of every view. The views work without it. */
export const consoleScript = `${readFileSync(require.resolve("idiomorph/dist/idiomorph.min.js"), "utf8")}\n${liveScript}`;
