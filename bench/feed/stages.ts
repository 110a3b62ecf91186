import mongoose from 'mongoose';
import { mongoUrl } from '../engines.ts';

/** When an event was written down in the campaign service's database, and when it was given its place (ms). */
export type Stored = { writtenAt: number; placedAt: number };

type Change = { op: string; ns: string; o: Record<string, unknown>; o2?: { _id: string } };
type Entry = {
  wall: Date;
  op: string;
  ns: string;
  o: Record<string, unknown> & { applyOps?: Change[] };
  o2?: { _id: string };
};

/** Of each touch told of since an instant, from the log of the replica set: the database's own time of both commits. */
export async function storedSince(database: string, since: number): Promise<Map<string, Stored>> {
  const client = await mongoose.mongo.MongoClient.connect(mongoUrl);
  const ts = new mongoose.mongo.Timestamp({ t: Math.floor(since / 1_000), i: 0 });
  const entries = client.db('local').collection<Entry>('oplog.rs').find({ ts: { $gte: ts } }); // prettier-ignore
  const [ns, written, placed] = [
    `${database}.activity`,
    new Map<string, [string, number]>(),
    new Map<string, number>(),
  ];
  for await (const { wall, ...entry } of entries)
    for (const { op, ns: of, o, o2 } of entry.o.applyOps ?? [entry as Change]) {
      if (of !== ns) continue;
      if (op === 'i') written.set(String(o['_id']), [String(o['touchId']), wall.getTime()]);
      else if (o2) placed.set(o2._id, wall.getTime());
    }
  await client.close();
  return new Map(
    [...written].map(([id, [touchId, writtenAt]]) => [touchId, { writtenAt, placedAt: placed.get(id) ?? NaN }]),
  );
}
