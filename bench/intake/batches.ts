import { aCustomer } from '../recover/customers.ts';
import type { Recover } from '../recover/start-recover.ts';

export const customersPerBatch = 1_000;
const duplicatesPerBatch = 50;
export const batchesAtOnce = 2;

let next = 0;
const fresh = (): object => aCustomer(next++);

/** So many requests of a thousand customers. One in twenty was placed by an earlier batch. */
export function newBatches(count: number): Buffer[] {
  return Array.from({ length: count }, () => {
    const known = next - 1;
    const repeated = Array.from({ length: known < 0 ? 0 : duplicatesPerBatch }, (_, i) =>
      aCustomer(Math.max(0, known - i * 20)),
    );
    const others = Array.from({ length: customersPerBatch - repeated.length }, fresh);
    return Buffer.from(JSON.stringify({ customers: [...repeated, ...others] }));
  });
}

type Answer = { responses: { isError?: boolean }[] };

/** Sends all of them, a few at once; says how many customers were placed. */
export async function place(recover: Recover, batches: readonly Buffer[]): Promise<number> {
  const waiting = batches.values();
  let placed = 0;
  const client = async (): Promise<void> => {
    for (const batch of waiting) {
      const { responses } = await recover.ask<Answer>('POST', '/api/v1/customersBatch', batch);
      placed += responses.filter(({ isError }) => !isError).length;
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, client));
  return placed;
}
