import { join } from 'node:path';
import { needProgram } from './debian-package.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { inTurns, median, of, print, printRatio, verdict } from './rounds.ts';
import { startBundledGateway } from './gateway/bundled-gateway.ts';
import type { Upstreams } from './gateway/proxies.ts';
import { wrk } from './gateway/wrk.ts';

/* The gateway against other proxies, all of them before the same service, each in a process of its own. */
const names = [
  'gateway',
  'http-proxy-middleware',
  'http-proxy-middleware, keep-alive',
  'http-proxy, keep-alive',
  '@fastify/http-proxy',
  'bare Node proxy, keep-alive',
];
const [ours, middleware, , , , bare] = names as [string, string, string, string, string, string];
const inGateway = (file: string): string => join(import.meta.dirname, 'gateway', file);

async function startPeer(name: string, upstreams: Upstreams): Promise<string> {
  const { said } = await startProcess<string>(inGateway('proxy-process.ts'), [name, JSON.stringify(upstreams)]);
  return said;
}

await onThisMachine('gateway', async () => {
  needProgram('wrk');
  const { said: upstreams } = await startProcess<Upstreams>(inGateway('upstream-process.ts'));
  const p99 = new Map<string, number[]>(names.map((name) => [name, []]));
  const contenders = [];
  for (const name of names) {
    const url = name === ours ? await startBundledGateway(upstreams) : await startPeer(name, upstreams);
    await wrk(url, 4); // connected and compiled: no round is long enough for that
    const run = async (): Promise<number> => {
      const { perSecond, p99Ms } = await wrk(url);
      p99.get(name)?.push(p99Ms);
      return perSecond;
    };
    contenders.push({ name, run });
  }
  const rate = await inTurns(contenders);
  for (const values of p99.values()) values.shift(); // the warm round

  print('requests answered, 32 connections, 260 bytes', '/s', rate);
  printRatio(rate, [ours, middleware], 3);
  printRatio(rate, [ours, 'http-proxy-middleware, keep-alive']);
  printRatio(rate, [ours, 'http-proxy, keep-alive']);
  printRatio(rate, [ours, '@fastify/http-proxy']);
  printRatio(rate, [ours, bare], 0.9);
  print('the same, 99th percentile', 'ms', p99);
  const times = median(of(p99, ours)) / median(of(p99, bare));
  verdict(`${ours} / ${bare}: ${times.toFixed(2)}`, times <= 1.25, 'at most 1.25');
});
process.exit(0);
