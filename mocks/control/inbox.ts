import type { Emulator } from "../cloud/emulator.ts";
import type { Message } from "../cloud/model.ts";

/**
 * @param to an address in any case, or an empty text for all mail
 * @returns the messages, newest first
 */
export function messagesTo({ store }: Emulator, to: string): Message[] {
  const wanted = to.trim().toLowerCase();
  return store.state.messages
    .filter((message) => wanted === "" || message.to.toLowerCase() === wanted)
    .toReversed();
}

/** @returns a message as the control route shows it. */
export function messageView({ id, to, subject, link, otp, createdAt }: Message) {
  return { id, to, subject, link, otp, created_at: new Date(createdAt).toISOString() };
}
