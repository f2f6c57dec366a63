import { vi } from "vitest";

// The app keeps its configuration and keys in modules, so each file loads its own. This happens before a file and not in
// a hook after it, because the hooks of a file without a test to run do not run.
vi.resetModules();
