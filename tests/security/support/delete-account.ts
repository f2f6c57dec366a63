import { z } from "zod";
import { deleteAccountAction } from "@/app/account/actions";
import type { AccountActionState } from "@/lib/handlers/account-action-state";
import type { AppBrowser } from "../../support/app-browser.ts";
import { requestHeaders, type SetCookie, setCookies } from "../../support/in-process/scope.ts";

const redirectSchema = z.object({ digest: z.string().startsWith("NEXT_REDIRECT;") });

/** The result of a click: the state that the form shows, or a redirect. */
export type Click = { state: AccountActionState } | { path: string; set: SetCookie[] };

/** Submits the form that deletes the account, as the account page does. */
export async function clickDelete(
  who: Pick<AppBrowser, "allCookies">,
  confirmed: boolean,
  origin?: string,
): Promise<Click> {
  const form = new FormData();
  if (confirmed) form.set("confirmed", "yes");
  const headers = new Headers({ cookie: who.allCookies(), ...(origin ? { origin } : {}) });
  const set: SetCookie[] = [];
  const send = () => setCookies.run(set, () => deleteAccountAction({ status: "idle" }, form));
  try {
    return { state: await requestHeaders.run(headers, send) };
  } catch (error) {
    const redirect = redirectSchema.safeParse(error);
    if (!redirect.success) throw error;
    return { path: redirect.data.digest.split(";")[2] ?? "", set };
  }
}
