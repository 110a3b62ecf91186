import { chunksOf } from './chunks-of.ts';

/** Reads as many lines as it is told to, as an import would, and says how many: for a test that bounds its memory. */
const lines = Number(process.argv[2]);
const at = '2026-01-01T00:00:00.000Z';

async function* body(): AsyncGenerator<Buffer> {
  for (let i = 0; i < lines; i++) {
    const line = { externalId: `history-${i}`, personId: `ext-${i}`, channel: 'voice', phone: '+12125550142', at };
    yield await Promise.resolve(Buffer.from(`${JSON.stringify(line)}\n`));
  }
}

let read = 0;
const reading = { kind: 'contacts' as const, addressKey: 'k'.repeat(32), now: () => new Date(), first: 1, after: 0 };
for await (const chunk of chunksOf(body(), reading)) read += chunk.filter((each) => 'line' in each).length;
process.stdout.write(String(read));
