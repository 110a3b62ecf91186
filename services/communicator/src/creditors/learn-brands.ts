import { Schema } from 'mongoose';
import { BrandsChangedV1, type Brand } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import { collection, type Tx } from '@fairdue/store';

type Row = { _id: string; creditorId: string; brands: Brand[] };

/** The names each creditor goes by. A copy; the creditor service owns them. */
export const creditorBrands = collection<Row>('creditor_brands', { creditorId: String, brands: [Schema.Types.Mixed] });

export const loadBrands = async ({ db }: Pick<Tx, 'db'>, creditorId: string): Promise<Brand[]> =>
  (await creditorBrands(db).findOne({ creditorId, _id: creditorId }).lean<Row>())?.brands ?? [];

/** Keeps all brands of a creditor as they were last told. */
export const learnBrands = (): Consumer =>
  consumer('learn-brands', BrandsChangedV1, async ({ db, session }, events) => {
    const newest = new Map(events.map(({ data: { creditorId, brands } }) => [creditorId, brands]));
    await creditorBrands(db).bulkWrite(
      [...newest].map(([creditorId, brands]) => ({
        replaceOne: { filter: { _id: creditorId, creditorId }, replacement: { _id: creditorId, creditorId, brands }, upsert: true },
      })),
      { session },
    ); // prettier-ignore
  });
