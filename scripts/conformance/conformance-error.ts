/** Why a run cannot go on, in a plain sentence without values of the cloud. */
export class ConformanceError extends Error {
  override name = "ConformanceError";
}
