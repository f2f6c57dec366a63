import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import type { Exchange } from "../cloud/route.ts";
import { controlRoute } from "../control/control-route.ts";

const LISTS = ["inbox", "faults", "clock", "snapshots", "settings"];
const WITH_ITEMS = ["sign-ins", "identities", "applications", "requests"];
const FORMS = "/_emulator/forms/:form([^/]+)";

/** @returns the page for people. Its modules are loaded with its first view, so that the emulator starts without them. */
export function consoleHandlers(emulator: Emulator): Endpoint[] {
  const page = (view: string) => async (exchange: Exchange) =>
    (await import("./console.ts")).consolePage(exchange, view);
  const form = async (exchange: Exchange) =>
    (await import("./forms/forms.ts")).submitForm(exchange);
  return [
    controlRoute(emulator, "get", "/", page("")),
    ...[...LISTS, ...WITH_ITEMS].map((view) =>
      controlRoute(emulator, "get", `/${view}`, page(view)),
    ),
    ...WITH_ITEMS.map((view) => controlRoute(emulator, "get", `/${view}/:item([^/]+)`, page(view))),
    controlRoute(emulator, "post", FORMS, form),
    controlRoute(emulator, "post", `${FORMS}/:item([^/]+)`, form),
    controlRoute(emulator, "post", `${FORMS}/:item([^/]+)/:verb([^/]+)`, form),
  ];
}
