import { accessFaults, kafkaAccess, mongoUrlOf } from './engine-access.ts';
import { engineFault } from './engine-fault.ts';

test.each([
  [{}, []],
  [{ KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'u' }, [/^KAFKA_SASL_PASSWORD: needed/]],
  [{ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' }, [/plain shows the password/]],
  [{ KAFKA_TLS_CA_FILE: 'ca.pem' }, [/^KAFKA_TLS_CA_FILE: without KAFKA_TLS=true/]],
  [{ KAFKA_TLS: 'true', KAFKA_TLS_KEY_FILE: 'key.pem' }, [/^KAFKA_TLS_CERT_FILE: needed/]],
  [{ MONGODB_URL: 'mongodb://a/', MONGODB_USERNAME: 'u' }, [/^MONGODB_PASSWORD: needed/]],
  [{ MONGODB_URL: 'mongodb://x:y@a/', MONGODB_USERNAME: 'u', MONGODB_PASSWORD: 'p' }, [/names somebody already/]],
  [{ MONGODB_URL: 'mongodb://a/?tls=false', MONGODB_TLS_CA_FILE: 'ca.pem' }, [/turns TLS off/]],
])('of %j is said what cannot be meant', (given, words) => {
  expect(accessFaults(given)).toEqual(words.map((each) => expect.stringMatching(each)));
});

test('the address of MongoDB stays as it is, or carries user, password and certificates', () => {
  const MONGODB_URL = 'mongodb://a:1,b:2/?replicaSet=rs0';
  expect(mongoUrlOf({ MONGODB_URL })).toBe(MONGODB_URL);
  expect(mongoUrlOf({ MONGODB_URL, MONGODB_USERNAME: 'us er', MONGODB_PASSWORD: 'p@/?' })).toBe(
    'mongodb://us%20er:p%40%2F%3F@a:1,b:2/?replicaSet=rs0&authSource=admin',
  );
  expect(mongoUrlOf({ MONGODB_URL: 'mongodb://a', MONGODB_TLS_CA_FILE: '/certs/ca 1.pem' })).toBe(
    'mongodb://a/?tls=true&tlsCAFile=%2Fcerts%2Fca%201.pem',
  );
});

test('brokers are told no more than was configured', () => {
  expect(kafkaAccess({ KAFKA_BROKERS: 'a:1,b:2', KAFKA_TLS: false })).toEqual({ brokers: ['a:1', 'b:2'] });
  expect(
    kafkaAccess({
      KAFKA_BROKERS: 'a:1',
      KAFKA_TLS: true,
      KAFKA_SASL_MECHANISM: 'scram-sha-256',
      KAFKA_SASL_USERNAME: 'u',
      KAFKA_SASL_PASSWORD: 'p',
    }),
  ).toEqual({ brokers: ['a:1'], ssl: {}, sasl: { mechanism: 'scram-sha-256', username: 'u', password: 'p' } });
});

test('only what engines say is put into words', () => {
  expect(engineFault(new Error('a certificate of something else'))).toBeUndefined();
  const away = Object.assign(new Error('connect ECONNREFUSED'), { name: 'KafkaJSConnectionError' });
  expect(engineFault(new Error('not started', { cause: away }))).toMatch(/^Kafka does not answer/);
});
