import type { Emulator } from "./emulator.ts";
import type { Message } from "./model.ts";
import { hexId } from "./store.ts";

const MESSAGES_KEPT = 500;

/** Puts a mail into the inbox, which keeps the last 500, instead of sending it. */
export function sendMail(
  { store, clock }: Emulator,
  mail: Pick<Message, "to" | "subject" | "link" | "otp">,
): void {
  const message = { id: hexId(), ...mail, createdAt: clock.now() };
  store.state.messages = [...store.state.messages, message].slice(-MESSAGES_KEPT);
}
