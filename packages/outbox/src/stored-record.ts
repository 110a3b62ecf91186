import { Schema, type mongo } from 'mongoose';
import type { IncomingRecord } from '@fairdue/bus';

/** A record kept byte for byte, so that it can be read again exactly as it came. */
export const recordFields = {
  topic: String,
  key: String,
  partition: Number,
  offset: String,
  value: Buffer,
  headers: Schema.Types.Mixed,
};

/** As the driver gives it back: bytes come as a Binary. */
export type StoredRecord = Omit<IncomingRecord, 'value'> & { value: mongo.Binary | Buffer };

export const recordOf = ({ topic, key, partition, offset, value, headers }: StoredRecord): IncomingRecord => ({
  ...{ topic, key, partition, offset, headers },
  value: Buffer.isBuffer(value) ? value : Buffer.from(value.buffer),
});
