import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CallBacks } from './call-back.ts';
import { Delivered } from './delivered.ts';
import type { Desk } from './desk.ts';
import { Dialer } from './dialer.ts';
import { startHttpSandbox } from './http-sandbox.ts';
import { Letters } from './letters.ts';
import { Scripts } from './scripts.ts';
import { startSmtpSandbox } from './smtp-sandbox.ts';

export type SandboxOptions = {
  dataFolder: string;
  httpPort: number;
  smtpPort: number;
  callBackUrl: string;
  callBackSecret: string;
  onFault: (error: unknown) => void;
};

export type Sandbox = { httpUrl: string; smtpUrl: string; isQuiet(): boolean; stop(): Promise<void> };

/** Providers of all channels as real servers: they take messages, keep them, and call back, but reach nobody. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataFolder, httpPort, smtpPort, callBackUrl, callBackSecret, onFault } = options;
  const delivered = new Delivered(join(dataFolder, 'delivered'));
  const callBacks = new CallBacks({
    folder: join(dataFolder, 'sandbox', 'callbacks'),
    url: callBackUrl,
    secret: callBackSecret,
  });
  const dialer = new Dialer({ folder: join(dataFolder, 'sandbox', 'tasks'), delivered, callBacks, onFault });
  const letters = new Letters(join(dataFolder, 'letters'));
  const desk: Desk = { delivered, dialer, letters, scripts: new Scripts(), callBacks };
  await callBacks.resume();
  await dialer.resume();
  const http = await startHttpSandbox(desk, httpPort, onFault);
  const smtp = await startSmtpSandbox(desk, smtpPort, onFault);
  const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;
  return {
    httpUrl: `http://127.0.0.1:${portOf(http)}`,
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    isQuiet: () => dialer.isQuiet() && callBacks.isQuiet(),
    async stop() {
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await callBacks.stop();
      await dialer.stop();
    },
  };
}
