import { startOwnTenant } from "../../../outside-clients/support/own-tenant.ts";
import { startReferenceProvider } from "../../../outside-clients/support/reference-provider.ts";

/** A provider in a process of its own, which tells its clients and, when asked, the processor time that it has used. */
const { message, close } =
  process.argv[2] === "emulator" ? await ownTenant() : await referenceProvider();
process.on("message", () => process.send?.(process.cpuUsage()));
process.once("disconnect", () => void close().then(() => process.exit()));
process.send?.(message);

async function ownTenant() {
  const { opaque, confidential, link, close } = await startOwnTenant();
  return { message: { client: opaque, signed: confidential, link: await link() }, close };
}

async function referenceProvider() {
  const { confidential, close } = await startReferenceProvider();
  return { message: { client: confidential }, close };
}
