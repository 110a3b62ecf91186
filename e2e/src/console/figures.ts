// npm run console:figures: how much a first visit to the console moves, and how soon it shows something, on this machine.
import { buildConsole } from '../../../console/build.mjs';
import { hasBrowser, startConsole } from './in-a-browser.ts';

const largestBytes = 250_000;
const longestMs = 1_000;
const visits = 5;

const { compressedBytes } = await buildConsole('dist/console');
console.log(
  `Size of a first visit, compressed: ${(compressedBytes / 1_000).toFixed(1)} kB (may be ${largestBytes / 1_000} kB)`,
);
let isWithin = compressedBytes < largestBytes;

if (hasBrowser) {
  const running = await startConsole();
  const times: number[] = [];
  for (let i = 0; i < visits; i++) {
    const page = await running.newPage();
    await page.goto(`${running.platform.url}/console/`);
    await page.getByLabel('API key').waitFor();
    await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0'); // it may be there before it is painted
    times.push(await page.evaluate<number>('performance.getEntriesByName("first-contentful-paint")[0].startTime'));
    await page.context().close();
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(visits / 2)] ?? Infinity;
  console.log(
    `First view: ${Math.round(median)} ms, the median of ${visits} first visits: ${times.map(Math.round).join(', ')} (may be ${longestMs} ms)`,
  );
  isWithin &&= median < longestMs;
  await running.stop();
} else console.log('First view: passed over, /usr/bin/chromium is not there.');
process.exit(isWithin ? 0 : 1);
