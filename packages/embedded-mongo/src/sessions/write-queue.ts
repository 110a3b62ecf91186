export type Task = { run: () => void; refuse: () => void; client: object };

/**
 * Who may write to one database, first come first served. A single write runs at once and holds nothing; a transaction
 * holds the queue until it ends. Only one queue is ever held at a time, so there is nothing to deadlock on.
 */
export class WriteQueue {
  #holder: object | undefined;
  #waiting: Task[] = [];

  get isHeld(): boolean {
    return this.#holder !== undefined;
  }

  /** Runs now, or when everyone before is done. `refuse` is called instead when the client has gone by then. */
  enter(task: Task): void {
    if (this.#holder === undefined && this.#waiting.length === 0) task.run();
    else this.#waiting.push(task);
  }

  /** Gives a place up. False when it has had its turn. */
  leave(task: Task): boolean {
    const at = this.#waiting.indexOf(task);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  hold(holder: object): void {
    this.#holder = holder;
  }

  release(holder: object): void {
    if (this.#holder !== holder) return;
    this.#holder = undefined;
    while (this.#holder === undefined) {
      const next = this.#waiting.shift();
      if (!next) return;
      next.run();
    }
  }

  forget(client: object): void {
    const gone = this.#waiting.filter((task) => task.client === client);
    this.#waiting = this.#waiting.filter((task) => task.client !== client);
    for (const task of gone) task.refuse();
  }
}
