import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { noticePage } from "./notice-page.ts";

/** `GET /authenticator/`: for a person who opens the page without a sign-in. */
export function startPage({ emulator }: Exchange): SentResponse {
  return noticePage(200, {
    title: "This page signs you in",
    text: "An application sends you here when you sign in to it. Start at the application.",
    link: { label: "Open the application", href: emulator.origins.app },
  });
}
