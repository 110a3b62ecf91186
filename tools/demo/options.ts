import { parseArgs } from 'node:util';
import { platformOptions, type PlatformOptions } from '../platform/options.ts';
import type { PlayOptions } from './play.ts';

/** There are so many invented numbers in every state that somebody may live in. */
const customersMax = 2_000;
const daysMax = 3_650;

/** `--customers 250 --days 30 --seed 20111`. A mistake is an error with a sentence. */
export function playOptions(values: Record<keyof PlayOptions, string>): PlayOptions {
  const number = (name: keyof PlayOptions, least: number, most: number): number => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Error(`--${name} ${values[name]} is no whole number from ${least} to ${most}`);
  };
  return {
    customers: number('customers', 1, customersMax),
    days: number('days', 1, daysMax),
    seed: number('seed', 0, 2 ** 32 - 1),
  };
}

const command = 'npm run demo';

/** Those of `npm start`, and how many people for how long. A mistake ends the program with a sentence. */
export function demoOptions(args: string[]): PlatformOptions & PlayOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        customers: { type: 'string', default: '250' },
        days: { type: 'string', default: '30' },
        seed: { type: 'string', default: '20111' },
      },
    });
    const { port, data, ...ofPlay } = values;
    const ofPlatform = [
      ...(port === undefined ? [] : ['--port', port]),
      ...(data === undefined ? [] : ['--data', data]),
    ];
    return { ...platformOptions(command, ofPlatform), ...playOptions(ofPlay) };
  } catch (error) {
    console.error(
      `${(error as Error).message}\nUsage: ${command} -- --port 8080 --data ./.fairdue --customers 250 --days 30 --seed 20111`,
    );
    process.exit(2);
  }
}
