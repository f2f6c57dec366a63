const LOOPBACK = /^(localhost|[^.]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** @returns whether a request goes over the network to another machine. */
export function leavesLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return /^(https?|wss?):$/.test(protocol) && !LOOPBACK.test(hostname);
}
