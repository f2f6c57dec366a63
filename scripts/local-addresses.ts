/** The addresses of the two local servers. `PORT` and `EMULATOR_PORT` change them. */
export type LocalAddresses = { port: number; emulatorPort: number; app: string; emulator: string };

/** @throws Error when a variable is not a port number */
export function localAddresses(): LocalAddresses {
  const port = portOf("PORT", 3000);
  const emulatorPort = portOf("EMULATOR_PORT", 4400);
  return {
    port,
    emulatorPort,
    app: `http://localhost:${port}`,
    emulator: `http://localhost:${emulatorPort}`,
  };
}

function portOf(variable: string, fallback: number): number {
  const port = Number(process.env[variable] || fallback);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${variable} is not a port number.`);
  }
  return port;
}
