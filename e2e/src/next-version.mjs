// node e2e/src/next-version.mjs SERVICE…: bundles services as a version after this one may have them.
import { readFile } from 'node:fs/promises';
import { bundle } from '../../tools/bundle.mjs';

const nextFolder = 'dist/next';
const addedField = 'saidSinceNext';
const addedMigration = '9999-01-01-mark-documents';

const changed = (text, from, to) => {
  if (!text.includes(from)) throw new Error(`There is no ${from} to change.`);
  return text.replace(from, to);
};

const opening = "event('recover.payment-recorded.v1', topic, {";

/** What a version after this one may do: say more in an event, and change documents while this one serves. */
const patches = [
  {
    filter: /packages\/contracts\/src\/recover\.events\.ts$/,
    patch: (text) => changed(text, opening, `${opening} ${addedField}: z.string().default('next'),`),
  },
  {
    filter: /services\/campaign\/src\/app\.ts$/,
    patch: (text) =>
      changed(
        text,
        'migrations: [',
        `migrations: [{
          name: '${addedMigration}', phase: 'expand', checksum: 'next',
          page: async ({ db, session }, after) => {
            const rows = await db.collection('documents').find({ _id: { $gt: after ?? '' } }, { session }).sort({ _id: 1 }).limit(2).toArray();
            for (const { _id } of rows) await db.collection('documents').updateOne({ _id }, { $set: { marked: true } }, { session });
            return { changed: rows.length, next: rows.at(-1)?._id ?? null };
          },
        }, `,
      ),
  },
]; // prettier-ignore

await bundle(process.argv.slice(2), {
  outdir: nextFolder,
  plugins: patches.map(({ filter, patch }, i) => ({
    name: `next-version-${i}`,
    setup: ({ onLoad }) =>
      onLoad({ filter }, async ({ path }) => ({ contents: patch(await readFile(path, 'utf8')), loader: 'ts' })),
  })),
});
