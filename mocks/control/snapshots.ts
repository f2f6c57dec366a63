import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { restoreSnapshot, takeSnapshot } from "../cloud/snapshots.ts";
import { controlJson, controlRefusal, noContent } from "./control-route.ts";

/** `POST /_emulator/snapshots/{name}` */
export function keepSnapshot({ emulator, params }: Exchange): SentResponse {
  const { name = "" } = params;
  demandSnapshotName(name);
  const { created_at } = takeSnapshot(emulator, name);
  return controlJson({ name, created_at }, 201);
}

/** @throws Refusal 400 that says which names there are */
export function demandSnapshotName(name: string): void {
  demand(/^[\w.-]{1,64}$/.test(name), () =>
    controlRefusal(400, "A name has 1 to 64 letters, digits, dots, hyphens and underscores."),
  );
}

/** `POST /_emulator/snapshots/{name}:restore` */
export function bringBackSnapshot({ emulator, params }: Exchange): SentResponse {
  demand(restoreSnapshot(emulator, params.name ?? ""), unknownSnapshot);
  return noContent();
}

/** `GET /_emulator/snapshots` */
export function listSnapshots({ emulator }: Exchange): SentResponse {
  const snapshots = [...emulator.snapshots].map(([name, { created_at }]) => ({ name, created_at }));
  return controlJson({ snapshots });
}

/** `DELETE /_emulator/snapshots/{name}` */
export function removeSnapshot({ emulator, params }: Exchange): SentResponse {
  demand(emulator.snapshots.delete(params.name ?? ""), unknownSnapshot);
  return noContent();
}

function unknownSnapshot() {
  return controlRefusal(404, "No snapshot has this name.");
}
