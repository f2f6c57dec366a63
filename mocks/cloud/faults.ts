import { z } from "zod";

/** A fault, as the control route accepts it. */
export const faultSchema = z
  .object({
    match: z.object({ method: z.string().optional(), path: z.string().min(1) }),
    status: z.number().int().min(400).max(599).optional(),
    retry_after: z.number().int().min(0).optional(),
    delay_ms: z.number().int().min(0).max(120_000).optional(),
    drop: z.boolean().optional(),
    malformed: z.boolean().optional(),
    misbehave: z.string().optional(),
    times: z.number().int().min(1).optional(),
  })
  .strict()
  .refine(
    (fault) =>
      fault.status !== undefined ||
      fault.delay_ms !== undefined ||
      fault.drop === true ||
      fault.malformed === true ||
      fault.misbehave !== undefined,
    "set at least one of status, delay_ms, drop, malformed and misbehave",
  );

export type Fault = z.infer<typeof faultSchema>;
export type PlantedFault = Fault & { id: string };

/** The planted faults. */
export type Faults = {
  plant(fault: Fault): string;
  list(): PlantedFault[];
  /** @returns whether a fault had this id */
  remove(id: string): boolean;
  clear(): void;
  /** Uses the first fault that matches, and counts it down. */
  take(method: string, path: string): PlantedFault | undefined;
};

/** @returns an empty list of faults. */
export function createFaults(): Faults {
  let planted: PlantedFault[] = [];
  let sequence = 0;

  function spend(fault: PlantedFault): void {
    if (fault.times === undefined) return;
    fault.times -= 1;
    if (fault.times === 0) planted = planted.filter(({ id }) => id !== fault.id);
  }

  return {
    plant(fault) {
      sequence += 1;
      const id = `fault-${sequence}`;
      planted.push({ ...fault, id });
      return id;
    },
    list: () => planted,
    remove(id) {
      const before = planted.length;
      planted = planted.filter((fault) => fault.id !== id);
      return planted.length < before;
    },
    clear() {
      planted = [];
    },
    take(method, path) {
      const fault = planted.find(({ match }) => matches(match, method, path));
      if (fault) spend(fault);
      return fault && { ...fault };
    },
  };
}

/** A path matches when it contains the given text, in which `*` matches anything. */
function matches(match: Fault["match"], method: string, path: string): boolean {
  if (match.method && match.method.toUpperCase() !== method) return false;
  const pattern = match.path.split("*").map(escapeRegExp).join(".*");
  return new RegExp(pattern).test(path);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
