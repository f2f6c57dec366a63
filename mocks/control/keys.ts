import { rotateSigningKey } from "../cloud/keys.ts";
import type { Exchange } from "../cloud/route.ts";
import { seed } from "../cloud/seed.ts";
import { controlJson } from "./control-route.ts";

/** `POST /_emulator/keys/rotate`: the web application signs with a new key. Its JWKS keeps the old one. */
export async function rotateKeys({ emulator }: Exchange): Promise<Response> {
  const { kid } = await rotateSigningKey(emulator, seed.webApplication.id);
  return controlJson({ kid });
}
