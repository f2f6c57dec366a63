import { AsyncLocalStorage } from "node:async_hooks";

// The server of Next.js sets this before it loads the app, and its modules throw where it is missing.
Reflect.set(globalThis, "AsyncLocalStorage", AsyncLocalStorage);
