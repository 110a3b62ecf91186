import { collection } from '../collection.ts';
import type { Connection } from '../connect.ts';
import type { Tx } from '../transaction.ts';
import type { Migration } from './migration.ts';

/** How far a migration came in this database. `doneAt` null: under way, or broken off and to be gone on with. */
export type MigrationRow = {
  _id: string;
  phase: Migration['phase'];
  checksum: string;
  after: string | null;
  changed: number;
  pages: number;
  startedAt: Date;
  doneAt: Date | null;
};

export const migrationRows = collection<MigrationRow>(
  'migrations',
  { phase: String, checksum: String, after: String, changed: Number, pages: Number, startedAt: Date, doneAt: Date },
  { tenant: false },
);

export async function loadProgress(db: Connection): Promise<Map<string, MigrationRow>> {
  const rows = await migrationRows(db).find().lean<MigrationRow[]>();
  return new Map(rows.map((row) => [row._id, row]));
}

export const saveProgress = ({ db, session }: Tx, row: MigrationRow): Promise<unknown> =>
  migrationRows(db).replaceOne({ _id: row._id }, row, { session, upsert: true });
