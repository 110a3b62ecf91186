import { connect, type Connection } from '@fairdue/store';
import { plansOf } from './customers/explain.ts';
import { storeCustomers } from './customers/stored.ts';
import { cleanUp, mongoUrl } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { firstNames } from './recover/customers.ts';
import { startRecover, type Recover } from './recover/start-recover.ts';
import { inTurns, median, of, print, quantile, verdict } from './rounds.ts';

/* What a creditor asks about customers, with few of them and with many: the same service, two databases. */
const sizes = { few: 10_000, many: Number(process.env['BENCH_CUSTOMERS'] ?? 1_000_000) };
const asksPerRound = 100;

type Stored = { recover: Recover; db: Connection; ids: readonly string[]; size: number };

/** What is asked for the nth time, of a creditor with so many customers. */
const requests: Record<string, (stored: Stored, n: number) => string> = {
  'R5, one customer': ({ ids }, n) => `/api/v1/customers/${ids[n % ids.length]}`,
  'R4, one reference': ({ size }, n) => `/api/v1/customers/?reference=CUST-${(n * 7_919) % size}`,
  'R4, twenty references': ({ size }, n) =>
    `/api/v1/customers/?reference=${Array.from({ length: 20 }, (_, i) => `CUST-${(n * 7_919 + i * 104_729) % size}`).join(',')}`,
  'R3, first page of 20': () => '/api/v1/customers/?count=20',
  'R3, third page of 20': () => '/api/v1/customers/?count=20&offset=40',
};

const searches: Record<string, (n: number) => string> = {
  name: (n) => `name=okafor${n}`,
  'first and last name': (n) => `name=${firstNames[n % firstNames.length]}%20okafor${n}`,
  email: (n) => `email=customer.${n}@example.com`,
  phone: (n) => `phone=512-${String(100 + (Math.floor(n / 10_000) % 900))}-${String(n % 10_000).padStart(4, '0')}`,
};

async function stored(size: number): Promise<Stored> {
  const recover = await startRecover('requests');
  const db = await connect(mongoUrl, recover.database, { appName: 'bench' });
  const begin = performance.now();
  const ids = await storeCustomers(db, size);
  console.error(`${size} customers stored in ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
  return { recover, db, ids, size };
}

/** The median of some hundred requests, one after the other. */
async function medianMs(from: Stored, path: (from: Stored, n: number) => string): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < asksPerRound; n++) {
    const begin = performance.now();
    await from.recover.ask('GET', path(from, n));
    taken.push(performance.now() - begin);
  }
  return quantile(taken, 0.5);
}

async function compare(title: string, few: Stored, many: Stored, path: (from: Stored, n: number) => string) {
  const names = [few, many].map(({ size }) => `${size.toLocaleString('en-US')} customers`) as [string, string];
  const figures = await inTurns([
    { name: names[0], run: () => medianMs(few, path) },
    { name: names[1], run: () => medianMs(many, path) },
  ]);
  print(title, 'ms', figures);
  const growth = median(of(figures, names[1])) / median(of(figures, names[0])) - 1;
  verdict(`${(growth * 100).toFixed(0)} % more with many`, growth <= 0.2, 'at most 20 %');
}

await onThisMachine('customers', async () => {
  const [few, many] = [await stored(sizes.few), await stored(sizes.many)];
  for (const [title, path] of Object.entries(requests)) await compare(title, few, many, path);
  for (const [by, query] of Object.entries(searches)) {
    const path = ({ size }: Stored, n: number) => `/agency/v1/customers?${query((n * 7_919) % size)}`;
    await compare(`search by ${by}`, few, many, path);
    for (const { plan, keysExamined, docsExamined, found } of await plansOf(many.db, many.recover, path(many, 1))) {
      const read = `${keysExamined} keys and ${docsExamined} documents read, ${found} found`;
      verdict(
        `${plan}: ${read}`,
        plan.startsWith('IXSCAN') && docsExamined <= found,
        'an index, and nothing read in vain',
      );
    }
  }
}).finally(cleanUp);
process.exit(0);
