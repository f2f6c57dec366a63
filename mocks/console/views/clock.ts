import { timestamp } from "../../cloud/clock.ts";
import { html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import { clockMoves } from "../forms/clock-moves.ts";
import type { View } from "../parts/frame.ts";
import { action, badge, card } from "../parts/parts.ts";

/** `GET /clock`: the emulator's time, and the buttons that move it. */
export function clock({ emulator }: Exchange): View {
  const now = timestamp(emulator.clock);
  const minute = now.slice(0, 16);
  const isMoved = Math.abs(emulator.clock.now() - Date.now()) > 1000;
  const moves = Object.entries(clockMoves).map(([name, move]) =>
    action(`clock/${name}`, move?.label ?? name),
  );
  const body = html`<p class="now"><time datetime="${minute}Z">${minute.replace("T", " ")} UTC</time></p>
<div class="actions">${moves}</div>
<form action="/_emulator/forms/clock/set" method="post" class="fields" data-keep id="set-clock">
<p class="narrow"><label for="now">Date and time in UTC</label><input id="now" name="now" type="datetime-local" required value="${minute}"></p><button>Set clock</button></form>
${action("clock/reset", "Back to real time")}`;
  return {
    title: "Clock",
    lead: "Codes, links, tokens and sign-ins expire by this clock. Move it, and you need not wait.",
    mark: isMoved ? badge("wait", "Moved") : badge("good", "Real time"),
    body: card("It is now", body, { id: "clock" }),
  };
}
