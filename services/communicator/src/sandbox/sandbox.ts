import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CallBacks } from './call-back.ts';
import { Delivered } from './delivered.ts';
import type { Desk } from './desk.ts';
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
  const desk: Desk = {
    delivered: new Delivered(join(dataFolder, 'delivered')),
    letters: new Letters(join(dataFolder, 'letters')),
    scripts: new Scripts(),
    callBacks: new CallBacks({
      folder: join(dataFolder, 'sandbox', 'callbacks'),
      url: callBackUrl,
      secret: callBackSecret,
    }),
  };
  await desk.callBacks.resume();
  const http = await startHttpSandbox(desk, httpPort, onFault);
  const smtp = await startSmtpSandbox(desk, smtpPort, onFault);
  const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;
  return {
    httpUrl: `http://127.0.0.1:${portOf(http)}`,
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    isQuiet: () => desk.callBacks.isQuiet(),
    async stop() {
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await desk.callBacks.stop();
    },
  };
}
