const seed = 0x9747b28c;
const m = 0x5bd1e995;

const mixed = (k: number): number => {
  const once = Math.imul(k, m);
  return Math.imul(once ^ (once >>> 24), m);
};

/** The hash Kafka's own clients choose partitions by, as a signed 32-bit number. */
export function murmur2(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  const whole = bytes.length - (bytes.length % 4);
  let h = seed ^ bytes.length;
  for (let i = 0; i < whole; i += 4) h = Math.imul(h, m) ^ mixed(bytes.readInt32LE(i));
  if (whole < bytes.length) {
    for (let i = bytes.length - 1; i >= whole; i--) h ^= (bytes[i] ?? 0) << (8 * (i - whole));
    h = Math.imul(h, m);
  }
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}

/** Where records of a key go, on every adapter. */
export const partitionOfKey = (key: string, partitions: number): number => (murmur2(key) & 0x7fffffff) % partitions;
