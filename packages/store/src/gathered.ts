import { Unavailable } from '@fairdue/refused';

/** Answers each of `all`, in their order. */
type Work<In, Out> = (all: readonly In[]) => Promise<readonly Out[]>;
type Waiting<In, Out> = { one: In; resolve: (answer: Out) => void; reject: (error: unknown) => void };

/**
 * Work of which one call does many at once. Who asks alone is served at once; those who come in the same turn of the event
 * loop, or while `callsMax` calls are under way, share the next one: so under load a round trip to the store serves many.
 * A call begins after everybody who shares it has asked. Where one fails, each is tried alone, so that one's fault does not
 * become everybody's; a store that is away is away for all of them.
 */
export function gathered<In, Out>(
  work: Work<In, Out>,
  { callsMax = 4, sharedMax = 100 }: { callsMax?: number; sharedMax?: number } = {},
): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let running = 0;
  let isComing = false;

  const begin = (): void => {
    isComing = false;
    while (running < callsMax && waiting.length > 0) {
      running += 1;
      void run(work, waiting.splice(0, sharedMax)).finally(() => {
        running -= 1;
        beginSoon();
      });
    }
  };
  const beginSoon = (): void => {
    if (!isComing) setImmediate(begin);
    isComing = true;
  };

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      beginSoon();
    });
}

async function run<In, Out>(work: Work<In, Out>, taken: readonly Waiting<In, Out>[]): Promise<void> {
  try {
    const answers = await work(taken.map(({ one }) => one));
    for (const [i, { resolve }] of taken.entries()) resolve(answers[i] as Out);
  } catch (error) {
    if (error instanceof Unavailable || taken.length === 1) for (const { reject } of taken) reject(error);
    else await Promise.all(taken.map((alone) => run(work, [alone])));
  }
}
