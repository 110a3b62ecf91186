import type { Migration, PageDone, Tx } from '@fairdue/store';
import { creditors } from '../creditors/creditor.store.ts';

const pageMax = 500;

/** A creditor registered before there were brands has no list of them: an empty one is written, so that every row has one. */
async function giveSome({ db, session }: Tx, after: string | null): Promise<PageDone> {
  const rows = await creditors(db)
    .find({ _id: { $gt: after ?? '' } }, { _id: 1 }, { session })
    .sort({ _id: 1 })
    .limit(pageMax)
    .lean<{ _id: string }[]>();
  const { modifiedCount } = await creditors(db).updateMany(
    { _id: { $in: rows.map(({ _id }) => _id) }, brands: { $exists: false } },
    { $set: { brands: [] } },
    { session },
  );
  return { changed: modifiedCount, next: rows.length < pageMax ? null : (rows.at(-1)?._id ?? null) };
}

export const brandsOfCreditors: Migration = {
  name: '2026-11-23-brands-of-creditors',
  phase: 'expand',
  checksum: 'ead9f1380cd412eb',
  page: giveSome,
};
