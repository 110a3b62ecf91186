import { randomFrom } from '../tools/demo/random.ts';
import { live, type Habit } from './best-time/borrower.ts';
import { onThisMachine } from './machine.ts';
import { inTurns, print, printRatio, verdict } from './rounds.ts';

/* Invented borrowers through a campaign each, with touches at the time they last reacted and at the times first drawn. */
const borrowers = 2_000;
const ours = 'best time';
const fixed = 'fixed window';
let outside = 0;

function contender(name: string, habit: Habit) {
  let round = 0;
  const run = async (): Promise<number> => {
    const random = randomFrom(++round); // the same borrowers for both
    const sum = { touches: 0, reached: 0 };
    for (let nth = 0; nth < borrowers; nth++) {
      const lived = live(habit, name === ours, nth, random);
      sum.touches += lived.touches;
      sum.reached += lived.reached;
      outside += lived.outside;
    }
    return (100 * sum.reached) / sum.touches;
  };
  return { name, run };
}

await onThisMachine('best-time', async () => {
  const habitual = await inTurns([ours, fixed].map((name) => contender(name, 'a habit')));
  print('touches that reached somebody who looks at about the same time every day', '%', habitual);
  printRatio(habitual, [ours, fixed], 1);
  const erratic = await inTurns([ours, fixed].map((name) => contender(name, 'none')));
  print('touches that reached somebody who looks at any time', '%', erratic);
  printRatio(erratic, [ours, fixed]);
  verdict(`${outside} touches outside of their window`, outside === 0, 'none');
});
