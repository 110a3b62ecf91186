const newline = 0x0a;

/** A line that is longer than any may be, of which nothing is kept. */
export const tooLong = Symbol('a line that is too long');

/**
 * The lines of a body as they come, never more of them in memory than one chunk of the network and one line. A last line
 * without an end counts, and so does an empty one between others.
 */
export async function* linesOf(
  body: AsyncIterable<Buffer>,
  lineBytesMax: number,
): AsyncGenerator<Buffer | typeof tooLong> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  const hold = (part: Buffer): void => {
    heldBytes += part.length;
    if (heldBytes <= lineBytesMax) held.push(part);
    else held = [];
  };
  const line = (): Buffer | typeof tooLong => {
    const whole = heldBytes > lineBytesMax ? tooLong : Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return whole;
  };
  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      hold(chunk.subarray(from, end));
      yield line();
      from = end + 1;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
  }
  if (heldBytes > 0) yield line();
}
