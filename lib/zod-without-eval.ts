import * as z from "zod/mini";

// By default zod tries to compile its parsers with `new Function`. The attempt alone violates this app's
// Content-Security-Policy.
z.config({ jitless: true });
