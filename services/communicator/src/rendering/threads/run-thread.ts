import { parentPort } from 'node:worker_threads';
import { Refused } from '@fairdue/refused';
import { tasks, type Answer, type Job } from './tasks.ts';

/** By key; those used longest ago go first. */
const kept = new Map<string, unknown>();
const keptMax = 32;

function lastingOf({ key, lasting }: Job): unknown {
  if (key === undefined) return undefined;
  const value = lasting ?? kept.get(key);
  kept.delete(key);
  if (value !== undefined) kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
  return value;
}

async function answerTo(job: Job): Promise<Answer> {
  const lasting = lastingOf(job);
  if (job.key !== undefined && lasting === undefined) return { lacks: job.key };
  try {
    const task = tasks[job.name] as (input: unknown, lasting: unknown) => unknown;
    return { value: await task(job.input, lasting) };
  } catch (error) {
    if (!(error instanceof Refused)) return { failed: error instanceof Error ? (error.stack ?? '') : String(error) };
    const { kind, code, message, faults } = error;
    return { refused: { kind, code, message, faults } };
  }
}

parentPort?.on('message', (job: Job) => {
  void answerTo(job).then((answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage('ready');
