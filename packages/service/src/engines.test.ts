import { chooseEngines } from './engines.ts';

const MONGODB_URL = 'mongodb://a/?replicaSet=rs0';
const KAFKA_BROKERS = 'a:9092';

test('both addresses mean real engines, none means embedded', () => {
  expect(chooseEngines({ SANDBOX: false, NODE_ENV: 'production', MONGODB_URL, KAFKA_BROKERS })).toBe('real');
  expect(
    chooseEngines({ SANDBOX: false, NODE_ENV: 'development', MONGODB_URL: undefined, KAFKA_BROKERS: undefined }),
  ).toBe('embedded');
});

test('one address alone is a mistake', () => {
  expect(() =>
    chooseEngines({ SANDBOX: false, NODE_ENV: 'development', MONGODB_URL, KAFKA_BROKERS: undefined }),
  ).toThrow(/go together/);
  expect(() =>
    chooseEngines({ SANDBOX: false, NODE_ENV: 'development', MONGODB_URL: undefined, KAFKA_BROKERS }),
  ).toThrow(/go together/);
});

test('production is never embedded', () => {
  expect(() =>
    chooseEngines({ SANDBOX: false, NODE_ENV: 'production', MONGODB_URL: undefined, KAFKA_BROKERS: undefined }),
  ).toThrow(/needed/);
});

test('production is no sandbox, whatever the engines', () => {
  expect(() => chooseEngines({ SANDBOX: true, NODE_ENV: 'production', MONGODB_URL, KAFKA_BROKERS })).toThrow(/SANDBOX/);
  expect(chooseEngines({ SANDBOX: true, NODE_ENV: 'test', MONGODB_URL, KAFKA_BROKERS })).toBe('real');
});
