/** A pause that somebody else may end, also before it has begun. */
export class Rest {
  #ended = false;
  #wake: (() => void) | undefined;

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async take(ms: number): Promise<void> {
    if (this.#ended) return;
    let timeout: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timeout = setTimeout(resolve, ms);
    });
    clearTimeout(timeout);
  }
}
