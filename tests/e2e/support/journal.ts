import { z } from "zod";
import { ownEmulator } from "./emulator.ts";

const journalSchema = z.object({ requests: z.array(z.unknown()) });

/** @returns how many requests the cloud got so far that their entry in its journal tells to be of that kind. */
export async function countRequests(kind: RegExp): Promise<number> {
  const response = await fetch(`${ownEmulator()}/_emulator/requests`);
  const { requests } = journalSchema.parse(await response.json());
  return requests.filter((request) => kind.test(JSON.stringify(request))).length;
}
