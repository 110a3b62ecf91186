import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from '../../../tools/demo/random.ts';
import { serviceNames, type Installation } from '../installation.ts';

const withinMs = 1_500;

/** On days in the middle, one process a day is killed while the clock is moved through that day, and started again. */
export function killEachOnce(
  installation: Installation,
  { days, seed }: { days: number; seed: number },
): (day: number) => Promise<void> {
  const random = randomFrom(seed);
  const firstDay = Math.max(Math.floor((days - serviceNames.length) / 2), 1);
  return async (day) => {
    const service = serviceNames[day - firstDay];
    if (!service) return;
    await wait(random() * withinMs); // at any moment of the day
    await installation.kill(`${service}-1`);
    console.log(`  day ${day}: ${service} was killed`);
    await installation.startOne(service);
  };
}
