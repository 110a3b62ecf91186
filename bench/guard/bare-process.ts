import { createServer } from 'node:http';
import mongoose from 'mongoose';
import type { Customer } from '../../services/compliance-guard/src/customers/customer.ts';
import { creditorId } from '../../services/compliance-guard/src/examples.ts';
import { newId } from '@fairdue/ids';
import { mongoUrl } from '../engines.ts';
import { listening } from '../gateway/listening.ts';

/*
 * Node's http and the driver, and nothing in between: it decides nothing, checks nothing and signs nothing, and stores what
 * the guard stored for one such request, as durably. `can-interact` finds the customer and inserts the decision;
 * `permits` is the guard's transaction for one permit.
 */
const [database = ''] = process.argv.slice(2);
type Row = mongoose.mongo.Document;
const client = await mongoose.mongo.MongoClient.connect(mongoUrl, {
  maxPoolSize: 64,
  writeConcern: { w: 'majority', journal: true },
});
const db = client.db(database);
const customers = db.collection<Customer>('customers');

/** Rows that the guard stored for one request, by collection, and the customer as that left them. */
type Stored = { rows: Record<string, Row[]>; customer: Customer };
const { decision, permit } = JSON.parse(process.argv[3] ?? '{}', (name, value: unknown) =>
  /(at|At|For|Until)$/.test(name) && typeof value === 'string' ? new Date(value) : value,
) as { decision: Row; permit: Stored };

const fresh = (row: Row, customerId: string): Row => ({
  ...row,
  _id: newId('decision'),
  ...('customerId' in row && { customerId }),
});

async function canInteract(customerId: string): Promise<string> {
  const customer = await customers.findOne({ _id: customerId, creditorId });
  if (!customer) throw new Error(`There is no customer ${customerId}.`);
  const row = fresh(decision, customerId);
  await db.collection('decisions').insertOne(row);
  return String(row['record']);
}

async function grantPermit(customerId: string): Promise<string> {
  const transaction = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } } as const;
  return client.withSession((session) =>
    session.withTransaction(async () => {
      const customer = await customers.findOne({ _id: customerId, creditorId }, { session });
      if (!customer) throw new Error(`There is no customer ${customerId}.`);
      const permits = [...customer.permits, ...permit.customer.permits];
      await customers.replaceOne({ _id: customerId, creditorId }, { ...customer, permits }, { session });
      for (const [name, rows] of Object.entries(permit.rows)) {
        const own = rows.map((row) => fresh(row, customerId));
        await db.collection(name).insertMany(own, { session });
      }
      return JSON.stringify(permits.at(-1));
    }, transaction),
  );
}

const server = createServer({ keepAliveTimeout: 60_000 }, async (req, res) => {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as { asks?: { customerId: string }[] };
  const asked = body.asks?.[0]?.customerId;
  try {
    const answer = asked ? await grantPermit(asked) : await canInteract(req.url?.split('/')[3] ?? '');
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer);
  } catch (error) {
    res.writeHead(500).end(String(error));
  }
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1_000);
});
process.send?.(await listening(server));
