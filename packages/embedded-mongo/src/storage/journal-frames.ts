import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const magic = Buffer.from('FDJ1');
const headerBytes = 12;

/** One frame is one group commit: magic, length, checksum, payload. It is on disk as a whole or it never happened. */
export function encodeFrame(payload: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeUInt32LE(payload.length, 4);
  header.writeUInt32LE(crc32(payload), 8);
  return Buffer.concat([header, payload]);
}

export class CorruptJournal extends Error {}

/**
 * Shows every whole frame of a file and answers how many bytes are whole. A frame is only written after the one before
 * it was synced, so a broken frame with a whole one behind it is damage, and nothing may be guessed about it.
 */
export function readFrames(fd: number, size: number, name: string, take: (payload: Buffer) => void): number {
  let offset = 0;
  while (offset < size) {
    const payload = readFrame(fd, offset, size);
    if (!payload) {
      if (hasFrameAfter(fd, offset + 1, size))
        throw new CorruptJournal(
          `${name} is damaged at byte ${offset}, and whole records follow. Restore it from a backup; nothing was changed.`,
        );
      return offset;
    }
    take(payload);
    offset += headerBytes + payload.length;
  }
  return offset;
}

function readFrame(fd: number, offset: number, size: number): Buffer | undefined {
  if (offset + headerBytes > size) return undefined;
  const header = readBytes(fd, offset, headerBytes);
  const length = header.readUInt32LE(4);
  if (!header.subarray(0, 4).equals(magic) || offset + headerBytes + length > size) return undefined;
  const payload = readBytes(fd, offset + headerBytes, length);
  return crc32(payload) === header.readUInt32LE(8) ? payload : undefined;
}

function readBytes(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const count = readSync(fd, bytes, read, length - read, offset + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

function hasFrameAfter(fd: number, from: number, size: number): boolean {
  const rest = readBytes(fd, from, size - from);
  for (let at = rest.indexOf(magic); at >= 0; at = rest.indexOf(magic, at + 1))
    if (readFrame(fd, from + at, size)) return true;
  return false;
}
