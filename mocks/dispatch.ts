import type { Endpoint } from "./cloud/endpoint.ts";
import type { SentRequest } from "./cloud/sent-request.ts";
import type { SentResponse } from "./cloud/sent-response.ts";
import { compiledPattern, outlineOf, segmentsOf } from "./route-pattern.ts";

/** Finds what answers a request, and has it do so. */
export type Dispatch = (request: SentRequest) => Promise<SentResponse | undefined>;

/**
 * Asks one of many endpoints. It compiles a pattern when the first request comes that it may be for, because most see
 * none.
 *
 * @param endpoints in the order in which they are tried
 */
export function createDispatch(endpoints: Endpoint[]): Dispatch {
  const candidates = endpoints.map(candidateOf);
  const byLength = new Map<number, Candidate[]>();

  function ofLength(length: number): Candidate[] {
    const known = byLength.get(length);
    if (known) return known;
    const found = candidates.filter(({ outline }) => (outline?.length ?? length) === length);
    byLength.set(length, found);
    return found;
  }

  return async (request) => {
    const { url } = request;
    const segments = segmentsOf(url.pathname);
    for (const { endpoint, outline = [], params } of ofLength(segments.length)) {
      if (endpoint.method !== request.method && endpoint.method !== "ALL") continue;
      const found = fits(outline, segments) && params(url);
      if (found) return endpoint.answer({ request, params: found });
    }
  };
}

type Candidate = {
  endpoint: Endpoint;
  outline: ReturnType<typeof outlineOf>;
  params: ReturnType<typeof compiledPattern>;
};

function candidateOf(endpoint: Endpoint): Candidate {
  let compiled: Candidate["params"] | undefined;
  return {
    endpoint,
    outline: outlineOf(endpoint.pattern),
    params(url) {
      compiled ??= compiledPattern(endpoint.pattern);
      return compiled(url);
    },
  };
}

function fits(outline: (string | undefined)[], segments: string[]): boolean {
  return outline.every((part, index) => part === undefined || part === segments[index]);
}
