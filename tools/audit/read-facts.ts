import mongoose, { type mongo } from 'mongoose';
import { readAccepted } from './accepted.ts';
import { faultsOfEvidence, faultsOfLog } from './chains.ts';
import type { Consumed, Facts, Progress, Queue } from './facts.ts';
import { readSink } from './read-sink.ts';
import { readEmbeddedTopics, readKafkaTopics } from './read-topics.ts';

/** Where an installation keeps what it knows. Without brokers its topics are those of the embedded bus. */
export type Sources = {
  mongoUrl: string;
  dataDir: string;
  databasePrefix?: string;
  kafka?: { brokers: string; prefix: string };
};

const services = ['creditor', 'recover', 'compliance_guard', 'communicator', 'campaign'] as const;

/** Reads everything once. The platform has to be at rest: what is on its way is a violation. Nothing at all is no installation. */
export async function readFacts({ mongoUrl, dataDir, databasePrefix = 'fairdue_', kafka }: Sources): Promise<Facts> {
  const connection = await mongoose.createConnection(mongoUrl).asPromise();
  try {
    const client = connection.getClient();
    const dbOf = (name: string): mongo.Db => client.db(`${databasePrefix}${name}`);
    const [recover, guard, communicator, campaign] = [
      dbOf('recover'),
      dbOf('compliance_guard'),
      dbOf('communicator'),
      dbOf('campaign'),
    ];
    if ((await recover.listCollections().toArray()).length === 0)
      throw new Error(`there is nothing to audit: no database ${recover.databaseName} is here`);
    const dbs = services.map((service) => ({ service, db: dbOf(service) }));
    const clock = await recover.collection<{ _id: string; offsetMs: number }>('clocks').findOne({ _id: 'business' });
    return {
      now: new Date(Date.now() + (clock?.offsetMs ?? 0)),
      delivered: readSink(dataDir),
      interactions: await all(communicator, 'interactions', ['customerId', 'direction', 'channel', 'theme', 'subject', 'contactId', 'debtIds', 'touchId', 'status', 'statusDetails', 'handOver', 'permitId', 'agentOutcome', 'messageHash', 'blocking']),
      consumed: await consumedPermits(guard),
      endedPermitIds: (await all<{ subjectId: string }>(guard, 'evidence', ['subjectId'], { kind: 'permit-ended' })).map(({ subjectId }) => subjectId),
      guardCustomers: await all(guard, 'customers', ['holds', 'inFlight']),
      people: await all(recover, 'customers', ['contacts']),
      erasedCustomerIds: (await all<{ _id: string }>(recover, 'erasures', ['_id'], { confirmedAt: { $ne: null } })).map(({ _id }) => _id),
      debts: await all(recover, 'debts'),
      payments: await all(recover, 'payments', ['debtId', 'number', 'amountCents', 'transactionReference']),
      plans: await all(recover, 'payment_plans'),
      documents: await all(campaign, 'documents', ['debtId', 'loan']),
      campaigns: await all(campaign, 'campaigns', ['customerId', 'debtId', 'documentId', 'state', 'endReason', 'endedAt']),
      touches: await all(campaign, 'touches', ['campaignId', 'state', 'dueAt', 'interactionId']),
      queues: (await Promise.all(dbs.map(({ service, db }) => queuesOf(service, db)))).flat(),
      progress: await progressOf(dbs.map(({ db }) => db)),
      records: kafka ? await readKafkaTopics(kafka.brokers, kafka.prefix) : await readEmbeddedTopics(client.db('fairdue_bus')),
      recordsAreWhole: kafka !== undefined,
      chainFaults: [...(await faultsOfEvidence(guard)), ...(await faultsOfLog(campaign))],
      accepted: readAccepted(dataDir),
    }; // prettier-ignore
  } finally {
    await connection.close();
  }
}

async function all<T>(db: mongo.Db, name: string, fields: string[] = [], where: object = {}): Promise<T[]> {
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  return (await db.collection(name).find(where, { projection }).toArray()) as T[];
}

async function consumedPermits(guard: mongo.Db): Promise<Consumed[]> {
  const rows = await all<{ customerId: string; at: Date; record: string }>(guard, 'evidence', ['customerId', 'at', 'record'], { kind: 'permit-consumed' }); // prettier-ignore
  return rows.map(({ customerId, at, record }) => ({ ...(JSON.parse(record) as Consumed), customerId, at }));
}

async function queuesOf(service: string, db: mongo.Db): Promise<Queue[]> {
  const count = async (what: Queue['what'], name: string, where = {}): Promise<Queue> => ({
    service,
    what,
    count: await db.collection(name).countDocuments(where),
  });
  return [
    await count('outbox', 'outbox'),
    await count('dead letter', 'deadLetters', { state: 'waiting' }),
    await count('parked key', 'inbox', { parkedAt: { $ne: null } }),
    await count('early fact', 'earlyFacts'),
  ];
}

type Sequence = { _id: string; n: number };
type InboxRow = { _id: string; group: string; topic: string; key: string; sequence: number | null };

/** Who reads a topic reads every key of it. */
async function progressOf(dbs: readonly mongo.Db[]): Promise<Progress[]> {
  const said = (await Promise.all(dbs.map((db) => all<Sequence>(db, 'sequences')))).flat();
  const inboxes = (await Promise.all(dbs.map((db) => all<InboxRow>(db, 'inbox')))).flat();
  const read = new Map(inboxes.map(({ group, topic, key, sequence }) => [`${group} ${topic}|${key}`, sequence ?? 0]));
  const readers = new Map<string, Set<string>>();
  for (const { group, topic } of inboxes) readers.set(topic, (readers.get(topic) ?? new Set()).add(group));
  return said.flatMap(({ _id, n }) => {
    const [topic = '', key = ''] = _id.split('|');
    return [...(readers.get(topic) ?? [])].map((reader) => ({ topic, key, reader, read: read.get(`${reader} ${_id}`) ?? 0, said: n }));
  });
} // prettier-ignore
