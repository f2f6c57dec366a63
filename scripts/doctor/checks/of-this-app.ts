import { z } from "zod";
import { type Finding, fail, inapplicable, unmade } from "../check.ts";
import { type Answered, jsonOf, outage } from "../cloud/ask.ts";
import type { Subject } from "../subject.ts";

export const NOT_RUNNING = "the app does not run at AUTH_URL";

export const healthSchema = z.object({ status: z.literal("ok") });

/** Examines the answer at a path, once it is known that this app runs there. */
export async function ofThisApp(
  { app }: Subject,
  path: string,
  examine: (answer: Answered) => Finding,
) {
  const health = await app.get("/api/health");
  const isApp = health.status !== null && healthSchema.safeParse(jsonOf(health)).success;
  if (!isApp) return inapplicable(NOT_RUNNING);
  const answer = await app.get(path);
  if (answer.status === null) return unmade(`${path}: ${answer.problem}`, "Run the doctor again.");
  const down = outage(answer);
  return down === null ? examine(answer) : fail(`${path}: ${down}`, "Read the app's log.");
}
