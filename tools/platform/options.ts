import { parseArgs } from 'node:util';

export type PlatformOptions = { port: number; dataDir: string };

/** `--port 8080 --data ./.fairdue`. A mistake ends the program with a sentence. */
export function platformOptions(command: string, args: string[]): PlatformOptions {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '8080' }, data: { type: 'string', default: './.fairdue' } },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port`);
    return { port, dataDir: values.data };
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: ${command} -- --port 8080 --data ./.fairdue`);
    process.exit(2);
  }
}
