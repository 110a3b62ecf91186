import { Readable } from 'node:stream';
import { setImmediate as aTurn, setTimeout as wait } from 'node:timers/promises';

const sliceBytes = 64 * 1_024;
/** A usual message is gone within them; a large one, or a slow server, takes longer. */
const turnsAtFirst = 3;
const lookAgainMs = 5;

type Pipe = { readonly writableLength: number; readonly readableLength: number };
type Line = Pick<Pipe, 'writableLength'> & { readonly destroyed: boolean };

/**
 * All of a message but its end: the server cannot take it until `release` ends it, in the tick that calls it. It goes out in
 * slices, no faster than the server takes them, so that the end is not put behind bytes that still wait here.
 */
export class HeldMail extends Readable {
  /** All slices were asked for. */
  readonly #said: Promise<void>;
  readonly #bytes: Buffer;
  #from = 0;
  #isSaid: () => void = () => undefined;
  #pipe: Pipe = { writableLength: 0, readableLength: 0 };

  constructor(bytes: Buffer) {
    super({ highWaterMark: sliceBytes });
    this.#bytes = bytes;
    this.#said = new Promise((resolve) => (this.#isSaid = resolve));
  }

  override _read(): void {
    const slice = this.#bytes.subarray(this.#from, this.#from + sliceBytes);
    this.#from += slice.length;
    if (slice.length > 0) this.push(slice);
    else this.#isSaid();
  }

  override pipe<Sink extends NodeJS.WritableStream>(sink: Sink, options?: { end?: boolean }): Sink {
    this.#pipe = sink as unknown as Pipe;
    return super.pipe(sink, options);
  }

  /** True when none of it is left in this process; false when the connection is gone. */
  async held(line: () => Line | undefined): Promise<boolean> {
    await this.#said;
    for (let turn = 0; ; turn++) {
      await (turn < turnsAtFirst ? aTurn() : wait(lookAgainMs));
      const socket = line();
      if (!socket || socket.destroyed) return false;
      const { writableLength, readableLength } = this.#pipe;
      if (this.readableLength + writableLength + readableLength + socket.writableLength === 0) return true;
    }
  }

  release(): void {
    this.push(null);
  }
}
