import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a fact, not for a time: asks again until `check` holds, and fails with its last error when it never does. */
export async function eventually<T>(check: () => Promise<T> | T, withinMs = 15_000): Promise<Exclude<T, false>> {
  const end = performance.now() + withinMs;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    try {
      const result = await check();
      if (result !== false) return result as Exclude<T, false>;
      if (performance.now() > end) throw new Error(`It did not come true within ${withinMs} ms: ${check.toString()}`);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await wait(pauseMs);
  }
}
