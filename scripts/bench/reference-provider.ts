import { once } from "node:events";
import { startReferenceProvider } from "../../tests/outside-clients/support/reference-provider.ts";

/** oidc-provider in a process of its own, started as `npm run emulator` starts the emulator. */
const { confidential, close } = await startReferenceProvider();
console.log(confidential.issuer);
await once(process, "SIGTERM");
await close();
