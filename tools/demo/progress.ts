let last = '';

/** One line that grows on a terminal; on a pipe only its end, so that a log stays short. */
export function progress(what: string, done: number, of: number, detail = ''): void {
  const line = `  ${what}: ${done} of ${of}${detail && `, ${detail}`}`;
  const ended = done >= of;
  if (process.stdout.isTTY)
    process.stdout.write(`\r${line.padEnd(Math.max(last.length, line.length))}${ended ? '\n' : ''}`);
  else if (ended) console.log(line);
  last = ended ? '' : line;
}
