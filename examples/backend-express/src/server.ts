import { createApp } from "./app.ts";
import { readSettings } from "./settings.ts";

try {
  const settings = readSettings(process.env);
  const server = createApp(settings, console.warn).listen(settings.port, "localhost", () => {
    console.log(`Listening on http://localhost:${settings.port}`);
  });
  process.once("SIGTERM", () => server.close());
} catch (error) {
  console.error(error instanceof Error ? error.message : "The server could not start.");
  process.exitCode = 1;
}
