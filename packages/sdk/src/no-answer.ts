/** Nothing came back: the connection broke or the time ran out. A write may or may not have been done. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super(`${operation}: no answer came`, { cause });
    this.operation = operation;
  }
}
