import { type HttpHandler, http } from "msw";
import type { Emulator } from "./cloud/emulator.ts";
import { sentRequest } from "./cloud/sent-request.ts";
import { fetchResponse } from "./cloud/sent-response.ts";
import type { Dispatch } from "./dispatch.ts";
import { createEndpoints } from "./endpoints.ts";

/** @returns MSW handlers that answer all requests to an emulator, one for each origin. */
export function createHandlers(emulator: Emulator): HttpHandler[] {
  const dispatch = createEndpoints(emulator);
  const { auth, api } = emulator.origins;
  return [...new Set([auth, api])].map((origin) => handlerOf(origin, dispatch));
}

/** @returns the one MSW handler that stands for all endpoints of an origin. */
export function handlerOf(origin: string, dispatch: Dispatch): HttpHandler {
  return http.all(`${origin}/*`, async ({ request }) => {
    const response = await dispatch(sentRequest(request));
    return response && fetchResponse(response);
  });
}
