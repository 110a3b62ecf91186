import { type Document } from '../values/document.ts';
import { type RecordId } from './collection-state.ts';

/** One change as the journal keeps it. Every entry is absolute, so replaying one twice does no harm. */
export type JournalEntry =
  | { kind: 'create'; collection: string }
  | { kind: 'drop'; collection: string }
  | { kind: 'put'; collection: string; id: RecordId; document: Document }
  | { kind: 'remove'; collection: string; id: RecordId }
  | { kind: 'create-index'; collection: string; spec: Document }
  | { kind: 'drop-index'; collection: string; index: string };

/** What one commit changed in one database: recovered as a whole or not at all. */
export type JournalRecord = { db: string; entries: JournalEntry[] };
