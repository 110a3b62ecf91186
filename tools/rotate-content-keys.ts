// npm run rotate-content-keys -- [--url URL] [--key API_KEY] [--after PLACE]
// Seals what messages say and files hold with the first of CONTENT_KEYS. Goes through the running platform's API; the key may
// stand in FAIRDUE_API_KEY. Afterwards the older keys can be taken out of CONTENT_KEYS, 60 days later: the links of emails live
// that long, answers kept for repeated requests a day. It may be ended at any moment, and goes on with --after and the place it
// told last.
import { parseArgs } from 'node:util';
import { callPlatform, platformOptions } from './call-platform.ts';

const { values } = parseArgs({ options: { ...platformOptions, after: { type: 'string' } } });

type Some = { looked: number; resealed: number; altered: number; left: boolean; next: string | null };

const rotateSome = async (after: string | null): Promise<Some> =>
  (await callPlatform(values, 'POST', '/agency/v1/interactions/content-keys/rotate', { after })) as Some;

async function round(from: string | null): Promise<{ resealed: number; altered: number }> {
  let [looked, resealed, altered] = [0, 0, 0];
  for (let after = from; ;) {
    const some = await rotateSome(after);
    looked += some.looked;
    resealed += some.resealed;
    altered += some.altered;
    if (!some.left) return { resealed, altered };
    after = some.next;
    console.error(`${looked} looked at, ${resealed} sealed anew; next: --after ${after}`);
  }
}

try {
  let [total, altered] = [0, 0];
  // What changes while a round looks at it is found by the next one; the last round finds nothing.
  for (let from = values.after ?? null; ; from = null) {
    const made = await round(from);
    total += made.resealed;
    altered = made.altered;
    if (made.resealed === 0 && from === null) break;
  }
  console.log(`${total} messages and pieces of files sealed with the newest key; keep the older ones for 60 days`);
  if (altered > 0) {
    console.error(`${altered} were altered in the store and stay as they are: the communicator's log names each`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
