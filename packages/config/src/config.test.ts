import { z } from 'zod';
import { ConfigurationFault, flag, loadConfig, port, wholeNumber } from './index.ts';

const schema = z.object({
  PORT: port().default(8080),
  LIMIT: wholeNumber(1, 10),
  STRICT: flag().default(true),
  SECRET: z.string(),
});

test('every fault is reported at once, with the name of its variable', () => {
  const load = () => loadConfig(schema, { PORT: '99999', LIMIT: 'ten', STRICT: 'yes' });

  expect(load).toThrow(ConfigurationFault);
  expect(load).toThrow(/4 faults[\s\S]*PORT[\s\S]*LIMIT[\s\S]*STRICT[\s\S]*SECRET: is needed/);
});

test('an empty variable is an absent one', () => {
  expect(loadConfig(schema, { PORT: '', LIMIT: '3', SECRET: 's' })).toEqual({
    PORT: 8080,
    LIMIT: 3,
    STRICT: true,
    SECRET: 's',
  });
});

test('what was read cannot be changed', () => {
  expect(Object.isFrozen(loadConfig(schema, { LIMIT: '1', SECRET: 's' }))).toBe(true);
});
