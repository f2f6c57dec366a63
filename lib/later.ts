import "server-only";
import { after } from "next/server";

/** Does something once the answer is on its way, so that nobody waits for it; it must look after its own failures. */
export function later(task: () => Promise<void>): void {
  after(task);
}
