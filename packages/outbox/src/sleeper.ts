/** Waits that something can cut short: work that arrived, or the end. */
export class Sleeper {
  #woken = false;
  #wake: (() => void) | undefined;

  /** A wake that comes while nobody sleeps is kept for the next sleep: no work is overlooked in between. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#woken)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#wake = undefined;
    this.#woken = false;
  }
}
