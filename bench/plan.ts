import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import type { Planned } from './plan/planner-process.ts';
import { startProcess } from './processes.ts';
import { median, shown, verdict } from './rounds.ts';

/* Starting a portfolio campaign on ten thousand documents and on many, against inserting the very rows it writes. */
const sizes = [10_000, Number(process.env['BENCH_DOCUMENTS'] ?? 100_000)] as const;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 1);

async function measure(size: number): Promise<Planned> {
  const file = await bundled(join(import.meta.dirname, 'plan', 'planner-process.ts'));
  const measured: Planned[] = [];
  for (let round = 0; round < rounds; round++) {
    const { ask, kill } = await startProcess<string>(file); // a new one each time: its memory is what is asked for
    measured.push(await ask<Planned>(String(size)));
    await kill();
  }
  const middle = (of: keyof Planned): number => median(measured.map((each) => each[of]));
  const [planned, inserted, heapMb, rows] = [middle('planned'), middle('inserted'), middle('heapMb'), middle('rows')];
  console.log(`\n${size.toLocaleString('en-US')} documents, ${(rows / size).toFixed(1)} rows each`);
  console.log(`  planned                            ${shown(planned).padStart(9)} /s`);
  console.log(`  the same rows inserted             ${shown(inserted).padStart(9)} /s`);
  console.log(`  most memory in use                 ${shown(heapMb).padStart(9)} MB`);
  verdict(`planned / inserted: ${(planned / inserted).toFixed(2)}`, planned / inserted >= 0.5, 'at least 0.50');
  return { planned, inserted, heapMb, rows };
}

await onThisMachine('plan', async () => {
  const [few, many] = [await measure(sizes[0]), await measure(sizes[1])];
  const dearer = few.planned / many.planned - 1;
  console.log('\nmany against few');
  verdict(`a document costs ${(dearer * 100).toFixed(0)} % more with many`, dearer <= 0.2, 'at most 20 %');
  const grown = many.heapMb / few.heapMb - 1;
  verdict(`memory grows by ${(grown * 100).toFixed(0)} %`, grown <= 0.2, 'at most 20 %');
}).finally(cleanUp);
process.exit(0);
