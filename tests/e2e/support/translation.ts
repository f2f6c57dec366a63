import type { Page } from "@playwright/test";

/** Whether a browser translates a page once, or continuously, as Chrome does. */
export type Translation = "once" | "continuous";

/** Changes the page as a browser's translation does, which replaces every text node by two elements around its text. */
export async function translate(page: Page, translation: Translation): Promise<void> {
  await isHydrated(page);
  await page.evaluate((isContinuous) => {
    function replaceTexts(root: Node): void {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) replaceText(text);
    }
    function replaceText(text: Node): void {
      const { parentElement } = text;
      if (!text.textContent?.trim() || !parentElement) return;
      if (parentElement.closest("script, style, noscript, font")) return;
      const outer = document.createElement("font");
      outer.appendChild(document.createElement("font")).textContent = text.textContent;
      parentElement.replaceChild(outer, text);
    }
    replaceTexts(document.body);
    if (!isContinuous) return;
    new MutationObserver((records) => {
      for (const { addedNodes, target } of records) {
        for (const node of [...addedNodes, target]) {
          if (node.isConnected) replaceTexts(node.parentNode ?? node);
        }
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }, translation === "continuous");
}

/** Changes the page as password managers do, with foreign elements beside fields and buttons and around button texts. */
export async function decorate(page: Page): Promise<void> {
  await isHydrated(page);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("input, button")) {
      element.before(document.createElement("x-extension"));
      element.after(document.createElement("x-extension"));
    }
    for (const button of document.querySelectorAll("button")) {
      const wrapper = document.createElement("x-extension");
      wrapper.append(...button.childNodes);
      button.append(wrapper);
    }
  });
}

/** Waits until React has taken over the page, because React would redraw earlier changes. */
async function isHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("button")].every((button) =>
      Object.keys(button).some((key) => key.startsWith("__react")),
    ),
  );
}
