/** Waits that something can cut short: work that arrived, or the end. */
export class Sleeper {
  #woken = false;
  #wake: (() => void) | undefined;

  /** A wake that comes while nobody sleeps is kept for the next sleep: no work is overlooked in between. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /** Until it is woken, or so many milliseconds have passed where some are given. One sleeps at a time. */
  async sleep(ms?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    if (!this.#woken)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (ms !== undefined) timer = setTimeout(resolve, ms);
      });
    clearTimeout(timer);
    this.#wake = undefined;
    this.#woken = false;
  }
}
