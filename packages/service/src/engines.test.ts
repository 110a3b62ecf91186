import { chooseEngines } from './engines.ts';

const MONGODB_URL = 'mongodb://a/?replicaSet=rs0';
const KAFKA_BROKERS = 'a:9092';

test('both addresses mean real engines, none means embedded', () => {
  expect(chooseEngines({ NODE_ENV: 'production', MONGODB_URL, KAFKA_BROKERS })).toBe('real');
  expect(chooseEngines({ NODE_ENV: 'development', MONGODB_URL: undefined, KAFKA_BROKERS: undefined })).toBe('embedded');
});

test('one address alone is a mistake', () => {
  expect(() => chooseEngines({ NODE_ENV: 'development', MONGODB_URL, KAFKA_BROKERS: undefined })).toThrow(
    /go together/,
  );
  expect(() => chooseEngines({ NODE_ENV: 'development', MONGODB_URL: undefined, KAFKA_BROKERS })).toThrow(
    /go together/,
  );
});

test('production is never embedded', () => {
  expect(() => chooseEngines({ NODE_ENV: 'production', MONGODB_URL: undefined, KAFKA_BROKERS: undefined })).toThrow(
    /needed/,
  );
});
