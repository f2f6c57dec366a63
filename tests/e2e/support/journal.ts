import { z } from "zod";
import { ownEmulator } from "./emulator.ts";

const journalSchema = z.object({ requests: z.array(z.unknown()) });

/** @returns how many requests of a kind the emulator's journal has. */
export async function countRequests(kind: RegExp): Promise<number> {
  const response = await fetch(`${ownEmulator()}/_emulator/requests`);
  const { requests } = journalSchema.parse(await response.json());
  return requests.filter((request) => kind.test(JSON.stringify(request))).length;
}
