export {
  aesKeys,
  ConfigurationFault,
  flag,
  loadConfig,
  pemFile,
  port,
  processEnvironment,
  wholeNumber,
  type Between,
  type Environment,
} from './config.ts';
