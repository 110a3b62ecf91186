import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Load = { perSecond: number; p99Ms: number };

const apiKey = 'key-of-the-account-0123456789';
const connections = 32;
const inMs = { us: 1 / 1_000, ms: 1, s: 1_000 };

/** Asks for one path over 32 connections, with a credential. */
export function wrk(proxyUrl: string, seconds = 2): Promise<Load> {
  const basic = `authorization: Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  return measured(['-H', basic, `${proxyUrl}/api/v1/customers/BO-1-1`], {}, seconds);
}

/** Asks over 32 connections for what a script says, which reads these variables. */
export const wrkOf = (url: string, script: string, env: Record<string, string>): Promise<Load> =>
  measured(['-s', script, url], env, 5);

/** An answer that is no 2xx spoils the round. */
async function measured(what: readonly string[], env: Record<string, string>, seconds: number): Promise<Load> {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '10s', ...what];
  const { stdout } = await promisify(execFile)('wrk', args, { env: { ...process.env, ...env } });
  const [, perSecond] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  if (!perSecond || !p99 || /Non-2xx|Socket errors/.test(stdout)) throw new Error(`Not what was wanted:\n${stdout}`);
  return { perSecond: Number(perSecond), p99Ms: Number(p99) * inMs[unit as keyof typeof inMs] };
}
