import { join } from 'node:path';
import { createIdentity, readSigningKey } from '@fairdue/http';
import { Pool } from 'undici';
import { databasePrefix } from '../engines.ts';
import { startProcess } from '../processes.ts';

export const creditorId = 'CR-1-BENCH';

export type Recover = {
  database: string;
  /** Asks as an account of the creditor; anything but 200 spoils the run. */
  ask<A>(method: 'GET' | 'POST', path: string, body?: string | Buffer): Promise<A>;
  memoryMb(): Promise<number>;
  /** Processor time that it used since it started. */
  processorMicros(): Promise<number>;
  isQuiet(): Promise<boolean>;
};

/** The recover service in a process of its own, asked directly, as the gateway would. */
export async function startRecover(how: 'whole' | 'requests'): Promise<Recover> {
  type Said = { url: string; signingKey: string; database: string };
  const file = join(import.meta.dirname, 'recover-process.ts');
  const { said, ask } = await startProcess<Said>(file, [how, databasePrefix()]);
  const identity = createIdentity({ service: 'gateway', signingKey: readSigningKey(said.signingKey) });
  const account = { accountId: 'AC-1-BENCH', permissions: new Set(['*']), creditorIds: [creditorId] };
  const pool = new Pool(said.url, { connections: 64 });
  return {
    database: said.database,
    async ask<A>(method: 'GET' | 'POST', path: string, body?: string | Buffer): Promise<A> {
      const authorization = `Bearer ${await identity.tokenFor('recover', account)}`;
      const headers = { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) };
      const answer = await pool.request({ method, path, headers, ...(body !== undefined && { body }) });
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${await answer.body.text()}`);
      return (await answer.body.json()) as A;
    },
    memoryMb: () => ask<number>('memory'),
    processorMicros: () => ask<number>('processor'),
    isQuiet: () => ask<boolean>('quiet'),
  };
}
