let last = '';
let written = '';
let writtenAtMs = performance.now();

/** On a pipe, how long a line waits for the next: a log stays short, and shows that it lives. */
const pipeEveryMs = 5_000;

/** One line that grows on a terminal; on a pipe a new line now and then, and the last one. */
export function progress(what: string, done: number, of: number, detail = ''): void {
  const line = `  ${what}: ${done} of ${of}${detail && `, ${detail}`}`;
  const ended = done >= of;
  if (process.stdout.isTTY)
    process.stdout.write(`\r${line.padEnd(Math.max(last.length, line.length))}${ended ? '\n' : ''}`);
  else if (ended || (line !== written && performance.now() - writtenAtMs >= pipeEveryMs)) {
    console.log(line);
    written = line;
    writtenAtMs = performance.now();
  }
  last = ended ? '' : line;
}
