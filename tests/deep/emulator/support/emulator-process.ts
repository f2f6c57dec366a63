import { startEmulator } from "../../../../mocks/listener.ts";

/** An emulator in a process of its own, which a test can kill. It says its address on stdout. */
const [stateFile = "", port = "0"] = process.argv.slice(2);
const { origin } = await startEmulator({
  port: Number(port),
  appOrigin: "http://localhost:3000",
  seed: "starter",
  stateFile,
});
process.stdout.write(`${origin}\n`);
