import type { Tx } from '../transaction.ts';

/** What one page did: how many rows it changed, and after which one the next begins. */
export type PageDone = { changed: number; next: string | null };

/**
 * A change of stored documents, made once, forward only, while the version before still serves. `expand` runs before the
 * roll-out and may only add what that version can live with; `contract` runs when none of its replicas is left.
 */
export type Migration = {
  /** `2026-11-23-lots`: its day and what it does. Never changed once released. */
  name: string;
  phase: 'expand' | 'contract';
  /** Of the source of what it does: `tools/tidy` says what it must be. */
  checksum: string;
  /** Changes the rows after that one, a page of them, in the transaction that also notes how far it came. */
  page: (tx: Tx, after: string | null) => Promise<PageDone>;
};
