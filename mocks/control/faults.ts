import type { Emulator } from "../cloud/emulator.ts";
import { faultSchema } from "../cloud/faults.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { misbehaviourNamed, misbehaviourNames } from "../oidc/misbehaviours/catalogue.ts";
import { controlValue, jsonBody } from "./control-body.ts";
import { controlJson, controlRefusal, noContent } from "./control-route.ts";

/** `POST /_emulator/faults` */
export async function plantFault({ emulator, request }: Exchange): Promise<SentResponse> {
  return controlJson({ id: plant(emulator, await jsonBody(request)) }, 201);
}

/**
 * Plants a fault from outside.
 *
 * @returns its id
 * @throws Refusal 400 that says in plain words what is wrong
 */
export function plant(emulator: Emulator, value: unknown): string {
  const fault = controlValue(value, faultSchema);
  demand(fault.misbehave === undefined || misbehaviourNamed(fault.misbehave), () =>
    controlRefusal(400, `Unknown misbehave. Known: ${misbehaviourNames().join(", ")}.`),
  );
  return emulator.faults.plant(fault);
}

/** `GET /_emulator/faults` */
export function listFaults({ emulator }: Exchange): SentResponse {
  return controlJson({ faults: emulator.faults.list() });
}

/** `DELETE /_emulator/faults` */
export function clearFaults({ emulator }: Exchange): SentResponse {
  emulator.faults.clear();
  return noContent();
}

/** `DELETE /_emulator/faults/{id}` */
export function removeFault({ emulator, params }: Exchange): SentResponse {
  const removed = emulator.faults.remove(params.faultId ?? "");
  demand(removed, () => controlRefusal(404, "No fault has this id."));
  return noContent();
}
