import { rotateSigningKey } from "../cloud/keys.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { controlJson, controlRefusal } from "./control-route.ts";

/** `POST /_emulator/keys/rotate`: an application signs with a new key: the first that people sign in to,
 * unless `application_id` names another. Its JWKS keeps the old key. */
export async function rotateKeys({ emulator, query }: Exchange): Promise<SentResponse> {
  const wanted = query.get("application_id");
  const application = emulator.store.state.world.applications.find(({ id, protocol_config }) =>
    wanted === null ? protocol_config.type === "oidc" : id === wanted,
  );
  demand(application, () => controlRefusal(404, "There is no such application."));
  const { kid } = await rotateSigningKey(emulator, application.id);
  return controlJson({ kid });
}
