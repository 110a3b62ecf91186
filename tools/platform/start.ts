// npm start -- --port 8080 --data ./.fairdue: the whole platform in one process; stays up until it is told to stop.
import { resolve } from 'node:path';
import { processEnvironment } from '@fairdue/config';
import { stopOnSignal } from '@fairdue/service';
import { platformOptions } from './options.ts';
import { startPlatform, whyNotStarted } from './platform.ts';

const { port, dataDir } = platformOptions('npm start', process.argv.slice(2));
try {
  const platform = await startPlatform({ port, dataDir, environment: { LOG_LEVEL: 'info', ...processEnvironment() } });
  console.log(
    `Fairdue is ready on ${platform.url}; its data is in ${resolve(dataDir)}. What can be asked of it: ${platform.url}/docs`,
  );
  stopOnSignal(() => platform.stop());
} catch (error) {
  console.error(whyNotStarted(error));
  process.exit(1); // what had begun to run must not go on without the rest
}
