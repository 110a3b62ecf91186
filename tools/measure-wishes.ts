// npm run wishes
// How well wishes in free words are recognised, on the labelled messages of the communicator: of what was recognised,
// how much was meant (precision), and of what was meant, how much was recognised (recall).
import { labelled, measure } from '../services/communicator/src/inbound/cases/measure-wishes.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(9);

for (const [name, messages] of [
  ['messages that the phrases were fitted to', labelled.seen],
  ['messages that they were not', labelled.heldOut],
] as const) {
  console.log(`${messages.length} ${name}`);
  console.log('  wish              meant  precision   recall');
  for (const { wish, meant, precision, recall } of measure(messages))
    console.log(`  ${wish.padEnd(16)}  ${String(meant).padStart(5)}  ${percent(precision)}  ${percent(recall)}`);
}
