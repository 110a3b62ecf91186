import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Installation } from './installation.ts';

test('a process that cannot listen ends, instead of working on where nobody can reach or stop it', async () => {
  const other = createServer((_req, res) => res.writeHead(503).end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const platform = new Installation({ PORT: String((other.address() as AddressInfo).port) });
  await platform.start([]);

  await expect(platform.startOne('recover')).rejects.toThrow('EADDRINUSE');

  expect(platform.processes.get('recover-1')?.child.exitCode).toBe(1);
  other.close();
}, 90_000);
