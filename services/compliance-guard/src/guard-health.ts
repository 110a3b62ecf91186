import { secondsSince } from '@fairdue/clock';
import { keyIdOf, readSigningKey } from '@fairdue/http';
import { fingerprint, type Deps, type OwnHealth } from '@fairdue/service';
import type { GuardConfig } from './config.ts';
import { duties, type DutyRow } from './duties/duty.store.ts';
import { oldestUnsealed } from './evidence/evidence.store.ts';
import { checkpoints, knownKeys, type CheckpointRow } from './evidence/checkpoint.store.ts';

/** Sealing that keeps up, duties that are not late, and the keys that proof stands on. */
export async function guardHealth({ db, config, now }: Deps<GuardConfig>): Promise<OwnHealth> {
  const [unsealedAt, signed, known, late] = await Promise.all([
    oldestUnsealed(db),
    checkpoints(db).find().setOptions({ acrossCreditors: true }).sort({ _id: -1 }).limit(100).lean<CheckpointRow[]>(),
    knownKeys(db),
    lateDuties({ db, now }),
  ]);
  const configured = keyIdOf(readSigningKey(config.EVIDENCE_SIGNING_KEY));
  const names = known.map(({ keyId }) => keyId);
  const unknown = [...new Set(signed.map(({ keyId }) => keyId))].filter((keyId) => !names.includes(keyId));
  return {
    keys: [{ variable: 'EVIDENCE_SIGNING_KEY', configured: [configured], missing: unknown }],
    shared: { ADDRESS_HASH_KEY: fingerprint(config.ADDRESS_HASH_KEY) },
    backlogs: [
      { name: 'evidence-unsealed', count: unsealedAt ? 1 : 0, oldestSeconds: secondsSince(unsealedAt, now()) },
      { name: 'duties-late', ...late },
    ],
  };
}

/** Creditor by creditor, as duties are kept: those who have none cost one look each. */
async function lateDuties({
  db,
  now,
}: Pick<Deps, 'db' | 'now'>): Promise<{ count: number; oldestSeconds: number | null }> {
  const creditorIds = await duties(db)
    .distinct('creditorId', {})
    .setOptions({ acrossCreditors: true } as object);
  const late = await Promise.all(
    creditorIds.map((creditorId) =>
      duties(db)
        .find({ creditorId, state: 'open', dueAt: { $lte: now() } })
        .sort({ dueOn: 1, _id: 1 })
        .limit(100)
        .lean<DutyRow[]>(),
    ),
  );
  const all = late.flat();
  const first = all.toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt))[0];
  return { count: all.length, oldestSeconds: secondsSince(first?.dueAt, now()) };
}
