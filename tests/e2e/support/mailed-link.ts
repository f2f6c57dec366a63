import { expect } from "@playwright/test";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";

/** Waits for mail. @returns the newest link to an address. */
export async function mailedLink({ store }: Emulator, address: string): Promise<string> {
  const newest = () => store.state.messages.findLast(({ to }) => to === address)?.link ?? "";
  await expect.poll(newest, { intervals: [50] }).not.toBe("");
  return newest();
}
