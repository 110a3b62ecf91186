// A process of its own: finishes the first batch of five, says so when it has the second in hand, and never finishes it.
import { openBus, type Place } from './adapters.ts';

const [place, topic = ''] = process.argv.slice(2);
const bus = await openBus(JSON.parse(place ?? '') as Place);
let batches = 0;

await bus.subscribe(
  `${topic}-survivors`,
  [topic],
  async ({ records }) => {
    batches++;
    if (batches === 1) return;
    process.stdout.write(`in hand: ${records.map(({ value }) => value.toString()).join()}\n`);
    await new Promise(() => setInterval(() => undefined, 1_000));
  },
  { batchMax: 5 },
);
