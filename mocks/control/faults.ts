import { faultSchema } from "../cloud/faults.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { misbehaviourNamed, misbehaviourNames } from "../oidc/misbehaviours/catalogue.ts";
import { controlBody } from "./control-body.ts";
import { controlJson, controlRefusal, noContent } from "./control-route.ts";

/** `POST /_emulator/faults` */
export async function plantFault({ emulator, request }: Exchange): Promise<Response> {
  const fault = await controlBody(request, faultSchema);
  demand(fault.misbehave === undefined || misbehaviourNamed(fault.misbehave), () =>
    controlRefusal(400, `Unknown misbehave. Known: ${misbehaviourNames().join(", ")}.`),
  );
  return controlJson({ id: emulator.faults.plant(fault) }, 201);
}

/** `GET /_emulator/faults` */
export function listFaults({ emulator }: Exchange): Response {
  return controlJson({ faults: emulator.faults.list() });
}

/** `DELETE /_emulator/faults` */
export function clearFaults({ emulator }: Exchange): Response {
  emulator.faults.clear();
  return noContent();
}

/** `DELETE /_emulator/faults/{id}` */
export function removeFault({ emulator, params }: Exchange): Response {
  const removed = emulator.faults.remove(params.faultId ?? "");
  demand(removed, () => controlRefusal(404, "No fault has this id."));
  return noContent();
}
