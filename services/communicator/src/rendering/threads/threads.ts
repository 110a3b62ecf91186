import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Refused, Unavailable } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import type { Answer, Job, TaskName, Tasks } from './tasks.ts';

export type ThreadLimits = {
  threads: number;
  /** Processor time that one task may take. */
  cpuMs: number;
  /** A task ends after this, however little processor time it was given. */
  wallMs: number;
  memoryMb: number;
  /** Tasks that may wait for a thread. */
  waitingMax: number;
};
export const threadLimits: ThreadLimits = {
  threads: 2,
  cpuMs: 2_000,
  wallMs: 15_000,
  memoryMb: 192,
  waitingMax: 1_000,
};

/** What is large and used by many tasks: a thread that has it is not given it again. */
type Lasting = { key: string; value: unknown };
type Task = {
  job: Job;
  lasting: Lasting | undefined;
  settle: { done(value: unknown): void; failed(error: unknown): void };
};
type Thread = { worker: Worker; isReady: boolean; has: Set<string>; task: Task | undefined; deadline?: NodeJS.Timeout };

export type Threads = {
  run<Name extends TaskName>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
    lasting?: Lasting,
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  /** How many there are now. */
  count(): number;
  stop(): Promise<void>;
};

/**
 * Threads for what somebody else wrote (templates, HTML): each does one task at a time, with an empty environment and little
 * memory, and is ended and replaced when its task takes too much of either. They start when they are first needed.
 */
export function startThreads(limits: ThreadLimits = threadLimits): Threads {
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let isStopped = false;

  function begin(): Thread {
    const worker = new Worker(threadFile(), {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    worker.unref();
    const thread: Thread = { worker, isReady: false, has: new Set(), task: undefined };
    threads.add(thread);
    worker.on('message', (answer: Answer | 'ready') => {
      if (answer === 'ready') return start(thread);
      take(thread, answer);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isItsTask = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(thread, isItsTask ? tooMuch('memory than it may have') : error);
    });
    worker.on('exit', () => end(thread, new Error('A thread ended by itself.')));
    return thread;
  }

  function start(thread: Thread): void {
    thread.isReady = true;
    if (thread.task) post(thread, thread.task);
  }

  function post(thread: Thread, { job, lasting }: Task): void {
    const isNew = lasting !== undefined && !thread.has.has(lasting.key);
    if (isNew) thread.has.add(lasting.key);
    thread.worker.postMessage({ ...job, key: lasting?.key, ...(isNew && { lasting: lasting.value }) } satisfies Job);
    if (!thread.deadline) watch(thread);
  }

  /**
   * Node 20 tells no thread's own processor time: that of the whole process counts, a thousand times what a message takes.
   * A machine that gave not even that much within `wallMs` says nothing about the task, which may be asked again.
   */
  function watch(thread: Thread): void {
    const began = { wall: performance.now(), cpu: process.cpuUsage() };
    const look = (): void => {
      const { user, system } = process.cpuUsage(began.cpu);
      const leftMs = limits.cpuMs - (user + system) / 1_000;
      if (leftMs <= 0) return end(thread, tooMuch(`than ${limits.cpuMs} ms of processor time`));
      if (performance.now() - began.wall >= limits.wallMs) return end(thread, tooSlow());
      thread.deadline = setTimeout(look, Math.max(20, leftMs / 2)).unref();
    };
    thread.deadline = setTimeout(look, limits.cpuMs).unref();
  }

  function take(thread: Thread, answer: Answer): void {
    const { task } = thread;
    if (!task) return;
    if ('lacks' in answer) {
      thread.has.delete(answer.lacks);
      return post(thread, task);
    }
    rest(thread);
    if ('value' in answer) task.settle.done(answer.value);
    else if ('refused' in answer) {
      const { kind, code, message, faults } = answer.refused;
      task.settle.failed(new Refused(kind, code, message, faults));
    } else task.settle.failed(new Error(answer.failed));
    next();
  }

  function rest(thread: Thread): void {
    clearTimeout(thread.deadline);
    delete thread.deadline;
    thread.task = undefined;
  }

  function end(thread: Thread, error: unknown): void {
    if (!threads.delete(thread)) return;
    const { task } = thread;
    rest(thread);
    void thread.worker.terminate();
    task?.settle.failed(error);
    next();
  }

  function next(): void {
    if (waiting.length === 0 || isStopped) return;
    const free = [...threads].find(({ task }) => task === undefined);
    const thread = free ?? (threads.size < limits.threads ? begin() : undefined);
    if (!thread) return;
    thread.task = waiting.shift();
    if (thread.isReady && thread.task) post(thread, thread.task);
  }

  return {
    run: (name, input, lasting) =>
      new Promise((done, failed) => {
        if (isStopped || waiting.length >= limits.waitingMax)
          return failed(new Unavailable('renderer-busy', 'Too much is waiting to be rendered.'));
        waiting.push({ job: { name, input }, lasting, settle: { done: done as (value: unknown) => void, failed } });
        next();
      }),
    count: () => threads.size,
    async stop() {
      isStopped = true;
      const gone = new Unavailable('renderer-busy', 'The service is stopping.');
      for (const { settle } of waiting.splice(0)) settle.failed(gone);
      await Promise.all(
        [...threads].map((thread) => {
          end(thread, gone);
          return thread.worker.terminate();
        }),
      );
    },
  };
}

const tooSlow = (): Unavailable => new Unavailable('renderer-busy', 'The machine has too little time to render it.');
const tooMuch = (what: string): Refused => new Refused('malformed', 'template-failed', `It took more ${what}.`);

/** Beside this file, from sources and from a bundle; else in the project that the bundle is of. */
function threadFile(): URL {
  const beside = new URL('./render-thread.mjs', import.meta.url);
  if (existsSync(beside)) return beside;
  const project = '@fairdue/communicator/src/rendering/threads/render-thread.mjs';
  return pathToFileURL(createRequire(import.meta.url).resolve(project));
}

const started = new WeakMap<Connection, Threads>();

/** The threads of a service. */
export function threadsOf({ db }: { db: Connection }): Threads {
  const known = started.get(db) ?? startThreads();
  started.set(db, known);
  return known;
}
