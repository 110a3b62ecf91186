export {
  aesKeys,
  ConfigurationFault,
  flag,
  loadConfig,
  port,
  processEnvironment,
  wholeNumber,
  type Environment,
} from './config.ts';
