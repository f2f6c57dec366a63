import type { SentRequest } from "./sent-request.ts";
import type { SentResponse } from "./sent-response.ts";

/** The parameters of a path. One that spans several segments may be a list of them. */
export type PathParams = Record<string, string | readonly string[] | undefined>;

/** What an endpoint does with a request that is its own. */
type Answering = (found: { request: SentRequest; params: PathParams }) => Promise<SentResponse>;

/** One method and address of the cloud. */
export type Endpoint = {
  /** `ALL` is any. */
  method: string;
  /** An origin and a path, in which `:name` and `*` match text, as in a handler of MSW. */
  pattern: string;
  answer: Answering;
};

/** @returns the parameters as texts */
export function textParams(params: PathParams): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    texts[name] = Array.isArray(value) ? value.join("/") : String(value);
  }
  return texts;
}
