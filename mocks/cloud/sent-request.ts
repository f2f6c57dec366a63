/** The headers of a request, each with all its values. */
type Headed = { headers: Pick<Headers, "get" | "has"> };

/** What the emulator reads of a request. Fetch's own has it, but takes several times as long to make. */
export type SentRequest = Pick<Request, "method" | "text"> & Headed & { url: URL };

/** @returns what the emulator reads of one of Fetch's requests */
export function sentRequest(request: Request): SentRequest {
  return new RereadableRequest(request, new URL(request.url));
}

/** A request whose body can be read any number of times. */
class RereadableRequest implements SentRequest {
  readonly method: string;
  readonly headers: Headers;
  private body: Promise<string> | undefined;

  constructor(
    private readonly request: Request,
    readonly url: URL,
  ) {
    this.method = request.method;
    this.headers = request.headers;
  }

  text(): Promise<string> {
    this.body ??= this.request.text();
    return this.body;
  }
}
