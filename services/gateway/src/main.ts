import { setFlagsFromString } from 'node:v8';
import { ConfigurationFault, loadConfig, processEnvironment } from '@fairdue/config';
import { stopOnSignal } from '@fairdue/service';
import { gatewayConfig } from './config.ts';
import { startGateway } from './start-gateway.ts';

/* Hardly anything here outlives its request: to wake other threads for what does costs more than to collect it alone. */
setFlagsFromString('--no-parallel-scavenge');

try {
  const gateway = await startGateway(loadConfig(gatewayConfig, processEnvironment()), undefined, { isAlone: true });
  stopOnSignal(() => gateway.stop());
} catch (error) {
  console.error(error instanceof ConfigurationFault ? error.message : error);
  process.exitCode = 1;
}
