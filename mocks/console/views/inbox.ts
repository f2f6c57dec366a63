import { html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { card } from "../parts/parts.ts";
import { messageList } from "./messages.ts";
import { addressForm } from "./search-forms.ts";

/** The newest ones. The inbox route returns all of them. */
const SHOWN = 100;

/** `GET /inbox?to=`: the mail that the cloud would have sent. */
export function inbox({ emulator, url }: Exchange): View {
  const to = url.searchParams.get("to") ?? "";
  return {
    title: "Inbox",
    lead: "Mail that Beyond Identity would have sent. The emulator sends nothing, so that you read it here.",
    body: card("Messages", html`${addressForm("/inbox", to)}${messageList(emulator, to, SHOWN)}`),
  };
}
