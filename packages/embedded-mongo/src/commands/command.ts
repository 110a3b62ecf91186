import { type Engine } from '../engine.ts';
import { MongoError } from '../mongo-error.ts';
import { type Variables } from '../query/expression.ts';
import { type Collections, type Fork } from '../storage/database.ts';
import { type Document, isDocument } from '../values/document.ts';

/** What a command may touch: the state it reads, and the fork it writes if it is one that writes. */
export type CommandContext = {
  engine: Engine;
  db: string;
  collections: Collections;
  fork: Fork | undefined;
  session: string | undefined;
  inTransaction: boolean;
  variables: Variables;
  now: Date;
  host: string;
  connectionId: number;
  client: object;
};

export type Command = {
  /** 'control' needs no data; 'read' sees what is committed; 'write' takes its turn in the database's queue. */
  kind: 'control' | 'read' | 'write';
  fields: readonly string[];
  transactional?: boolean;
  run: (command: Document, context: CommandContext) => Document;
};

/** For commands that write. */
export function forkOf(context: CommandContext): Fork {
  if (!context.fork) throw new MongoError(1, 'a command that writes was run without its turn');
  return context.fork;
}

export function textField(command: Document, field: string): string {
  const value = command[field];
  if (typeof value !== 'string') throw new MongoError(73, `collection name has invalid type for '${field}'`);
  return value;
}

export function documentField(command: Document, field: string): Document {
  const value = command[field] ?? {};
  if (!isDocument(value)) throw new MongoError(14, `BSON field '${field}' is the wrong type, expected type 'object'`);
  return value;
}

export function countField(command: Document, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new MongoError(14, `BSON field '${field}' is the wrong type, expected a whole number`);
  return value;
}

export function listField(command: Document, field: string): Document[] {
  const value = command[field];
  if (!Array.isArray(value)) throw new MongoError(14, `BSON field '${field}' is missing or not an array`);
  return value as Document[];
}
