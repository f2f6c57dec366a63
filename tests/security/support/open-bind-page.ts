import { renderToStaticMarkup } from "react-dom/server";
import BindPage from "@/app/bind/page";
import type { Browser } from "../../support/in-process/browser.ts";
import { requestHeaders } from "../../support/in-process/scope.ts";

/** @returns the markup of the bind page as the server sends it to a browser. */
export async function openBindPage(
  browser: Pick<Browser, "sessionCookie">,
  query: Record<string, string>,
): Promise<string> {
  const headers = new Headers({ cookie: `authjs.session-token=${browser.sessionCookie() ?? ""}` });
  const props = { params: Promise.resolve({}), searchParams: Promise.resolve(query) };
  return requestHeaders.run(headers, async () => renderToStaticMarkup(await BindPage(props)));
}
