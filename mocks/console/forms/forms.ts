import { demand } from "../../cloud/refusal.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { SentResponse } from "../../cloud/sent-response.ts";
import { restoreSnapshot, takeSnapshot } from "../../cloud/snapshots.ts";
import { resetEmulator } from "../../control/reset.ts";
import { demandSnapshotName } from "../../control/snapshots.ts";
import { changeClock } from "./clock-form.ts";
import { done, unknownForm } from "./done.ts";
import { changeFaults } from "./fault-form.ts";
import { changeIdentity, revokeLink, revokePasskey } from "./identity-form.ts";
import { saveSettings } from "./settings-form.ts";

/** A form's fields, by name. */
export type Fields = Partial<Record<string, string>>;
type Form = (exchange: Exchange, fields: Fields) => SentResponse;

const FORMS: Partial<Record<string, Form>> = {
  reset: ({ emulator }) => {
    resetEmulator(emulator);
    return done("/", "reset");
  },
  requests: ({ emulator }) => {
    emulator.journal.clear();
    return done("/requests", "requests-cleared");
  },
  snapshots: changeSnapshots,
  faults: changeFaults,
  clock: changeClock,
  settings: saveSettings,
  identities: changeIdentity,
  passkeys: revokePasskey,
  links: revokeLink,
};

/** `POST /_emulator/forms/{form}[/{item}[/{verb}]]`: a button of the page, which leads back to its view. */
export async function submitForm(exchange: Exchange): Promise<SentResponse> {
  const name = exchange.params.form ?? "";
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  demand(form, unknownForm);
  const fields = Object.fromEntries(new URLSearchParams(await exchange.request.text()));
  return form(exchange, fields);
}

function changeSnapshots({ emulator, params }: Exchange, fields: Fields): SentResponse {
  const { item, verb } = params;
  if (item === undefined) {
    const name = fields.name ?? "";
    demandSnapshotName(name);
    takeSnapshot(emulator, name);
    return done("/snapshots", "snapshot-taken");
  }
  if (verb === "restore") {
    demand(restoreSnapshot(emulator, item), unknownForm);
    return done("/snapshots", "snapshot-restored");
  }
  demand(verb === "remove" && emulator.snapshots.delete(item), unknownForm);
  return done("/snapshots", "snapshot-removed");
}
