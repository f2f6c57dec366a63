import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { seedFileOf } from "../cloud/seed-file.ts";
import { moveClock, resetClock } from "./clock.ts";
import { controlJson, controlRoute, noContent } from "./control-route.ts";
import { clearFaults, listFaults, plantFault, removeFault } from "./faults.ts";
import { messagesTo, messageView } from "./inbox.ts";
import { listRequests, showRequest } from "./journal.ts";
import { rotateKeys } from "./keys.ts";
import { resetEmulator } from "./reset.ts";
import { changeSettings, showSettings } from "./settings.ts";
import { bringBackSnapshot, keepSnapshot, listSnapshots, removeSnapshot } from "./snapshots.ts";
import { stateView } from "./state.ts";
import { listEvents, listStories, showStory } from "./stories.ts";

/** @returns the emulator's own routes: the page for people, and the routes for scripts and tests. */
export function controlHandlers(emulator: Emulator): Endpoint[] {
  const { journal } = emulator;
  return [
    controlRoute(emulator, "post", "/_emulator/reset", () => {
      resetEmulator(emulator);
      return noContent();
    }),
    controlRoute(emulator, "get", "/_emulator/inbox", ({ url }) => {
      const messages = messagesTo(emulator, url.searchParams.get("to") ?? "");
      return controlJson({ messages: messages.map(messageView) });
    }),
    controlRoute(emulator, "get", "/_emulator/state", () => controlJson(stateView(emulator))),
    controlRoute(emulator, "get", "/_emulator/requests", listRequests),
    controlRoute(emulator, "get", "/_emulator/requests/:requestId", showRequest),
    controlRoute(emulator, "get", "/_emulator/events", listEvents),
    controlRoute(emulator, "get", "/_emulator/stories", listStories),
    controlRoute(emulator, "get", "/_emulator/stories/:storyId", showStory),
    controlRoute(emulator, "delete", "/_emulator/requests", () => {
      journal.clear();
      return noContent();
    }),
    controlRoute(emulator, "post", "/_emulator/faults", plantFault),
    controlRoute(emulator, "get", "/_emulator/faults", listFaults),
    controlRoute(emulator, "delete", "/_emulator/faults", clearFaults),
    controlRoute(emulator, "delete", "/_emulator/faults/:faultId", removeFault),
    controlRoute(emulator, "get", "/_emulator/issued", () =>
      controlJson({ secrets: emulator.issued.entries() }),
    ),
    controlRoute(emulator, "get", "/_emulator/ignored", () =>
      controlJson({ operations: emulator.ignored.entries() }),
    ),
    controlRoute(emulator, "get", "/_emulator/seed", () => controlJson(seedFileOf(emulator))),
    controlRoute(emulator, "get", "/_emulator/snapshots", listSnapshots),
    controlRoute(emulator, "post", "/_emulator/snapshots/:name([^/:]+)", keepSnapshot),
    controlRoute(
      emulator,
      "post",
      "/_emulator/snapshots/:name([^/:]+)\\:restore",
      bringBackSnapshot,
    ),
    controlRoute(emulator, "delete", "/_emulator/snapshots/:name([^/:]+)", removeSnapshot),
    controlRoute(emulator, "post", "/_emulator/keys/rotate", rotateKeys),
    controlRoute(emulator, "get", "/_emulator/settings", showSettings),
    controlRoute(emulator, "post", "/_emulator/settings", changeSettings),
    controlRoute(emulator, "post", "/_emulator/clock", moveClock),
    controlRoute(emulator, "delete", "/_emulator/clock", resetClock),
  ];
}
