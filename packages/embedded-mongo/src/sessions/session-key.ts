import { Binary } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { type Document } from '../values/document.ts';

export function sessionKey(lsid: Document): string {
  const { id } = lsid;
  if (!(id instanceof Binary)) throw new MongoError(9, 'lsid.id must be a UUID');
  return Buffer.from(id.buffer.subarray(0, id.position)).toString('latin1');
}
