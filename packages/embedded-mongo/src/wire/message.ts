import { deserialize, serialize } from 'bson';
import { type Document } from '../values/document.ts';

const opQuery = 2004;
const opMessage = 2013;

export type Request = {
  id: number;
  /** The handshake of older protocols: answered by OP_REPLY. */
  legacy: boolean;
  command: Document;
  /** The client waits for no answer. */
  silent: boolean;
};

// Whole numbers beyond 2^53 stay Long objects, so nothing is rounded; regular expressions keep their MongoDB options.
const options = { promoteValues: true, promoteLongs: true, promoteBuffers: false, bsonRegExp: true } as const;

export function parseMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4);
  const operation = bytes.readInt32LE(12);
  if (operation === opQuery) {
    const start = bytes.indexOf(0, 20) + 1 + 8;
    const command = deserialize(bytes.subarray(start, start + bytes.readInt32LE(start)), options) as Document;
    return { id, legacy: true, command, silent: false };
  }
  if (operation !== opMessage) throw new Error(`unknown operation ${operation}`);
  const flags = bytes.readUInt32LE(16);
  const end = bytes.length - (flags & 1 ? 4 : 0);
  let command: Document = {};
  const sequences: Document = {};
  for (let at = 20; at < end;) {
    const kind = bytes[at++];
    const length = bytes.readInt32LE(at);
    if (kind === 0) command = deserialize(bytes.subarray(at, at + length), options) as Document;
    else if (kind === 1) readSequence(bytes, at, length, sequences);
    else throw new Error(`unknown section ${kind}`);
    at += length;
  }
  return { id, legacy: false, command: Object.assign(command, sequences), silent: (flags & 2) !== 0 };
}

function readSequence(bytes: Buffer, start: number, length: number, sequences: Document): void {
  const nameEnd = bytes.indexOf(0, start + 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < start + length;) {
    const size = bytes.readInt32LE(at);
    documents.push(deserialize(bytes.subarray(at, at + size), options) as Document);
    at += size;
  }
  sequences[bytes.toString('utf8', start + 4, nameEnd)] = documents;
}

export function encodeReply(request: Request, replyId: number, reply: Document): Buffer {
  const body = serialize(reply);
  const headerBytes = request.legacy ? 36 : 21;
  const bytes = Buffer.allocUnsafe(headerBytes + body.length).fill(0, 0, headerBytes);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(replyId, 4);
  bytes.writeInt32LE(request.id, 8);
  bytes.writeInt32LE(request.legacy ? 1 : opMessage, 12);
  if (request.legacy) {
    bytes.writeInt32LE(8, 16);
    bytes.writeInt32LE(1, 32);
  }
  bytes.set(body, headerBytes);
  return bytes;
}
