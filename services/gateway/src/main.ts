import { ConfigurationFault, loadConfig, processEnvironment } from '@fairdue/config';
import { stopOnSignal } from '@fairdue/service';
import { gatewayConfig } from './config.ts';
import { startGateway } from './start-gateway.ts';

try {
  const gateway = await startGateway(loadConfig(gatewayConfig, processEnvironment()));
  stopOnSignal(() => gateway.stop());
} catch (error) {
  console.error(error instanceof ConfigurationFault ? error.message : error);
  process.exitCode = 1;
}
