import { ConfigurationFault } from '@fairdue/config';
import { collection, type Connection } from '@fairdue/store';

/**
 * That this database came back from a backup. What was done between `backupAt` and `lostUntil` is not known here: messages
 * may have gone out, and wishes may have been heard. So nothing is sent until a person releases it, who has imported what
 * providers know of that time. Both instants are business time.
 */
export type RestoreRow = {
  _id: 'restored';
  backupAt: Date;
  lostUntil: Date;
  releasedAt: Date | null;
  releasedBy: string | null;
  /** Null while the restore is under way, and for good where it broke off. Absent: a row that was set by hand. */
  wholeAt?: Date | null;
};

export const restores = collection<RestoreRow>(
  'restores',
  { backupAt: Date, lostUntil: Date, releasedAt: Date, releasedBy: String, wholeAt: Date },
  { tenant: false },
);

/** Half of a backup knows of customers and not of their wishes, or of facts that were never published: nobody works on it. */
export async function requireWholeRestore(db: Connection): Promise<void> {
  const row = await restores(db).findById('restored').lean<RestoreRow>();
  if (row?.wholeAt === null)
    throw new ConfigurationFault([
      `a restore into the database ${db.name} is under way, or broke off: let it end, or drop the databases and topics it wrote to and run \`npm run restore\` again`,
    ]);
}

export type Restored = {
  /** Nobody has released it yet: nothing may be sent. */
  isQuarantined(): Promise<boolean>;
  /** What was to be done at that time may have been done, unknown to us. */
  mayHaveBeenDone(at: Date): boolean;
};

/** What health tells of a restore that waits for its release. */
export const unreleased = { name: 'restore-unreleased', count: 1, oldestSeconds: null };

const askAgainMs = 1_000;

/** A restore happens to a database that nobody serves, so one that was not restored at the start is never asked again. */
export async function loadRestored(db: Connection): Promise<Restored> {
  const load = () => restores(db).findById('restored').lean<RestoreRow>();
  const row = await load();
  let isQuarantined = row !== null && row.releasedAt === null;
  let askedAtMs = performance.now();
  return {
    async isQuarantined() {
      if (isQuarantined && performance.now() - askedAtMs > askAgainMs) {
        isQuarantined = (await load())?.releasedAt === null;
        askedAtMs = performance.now();
      }
      return isQuarantined;
    },
    mayHaveBeenDone: (at) => row !== null && at <= row.lostUntil,
  };
}
