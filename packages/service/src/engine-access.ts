import { readFileSync } from 'node:fs';
import type { KafkaBusOptions } from '@fairdue/bus';
import type { Environment } from '@fairdue/config';
import type { CommonConfig } from './common-config.ts';

/* How the real engines are reached and convinced, in the variables of `commonConfig`. */

export type KafkaAccess = Partial<
  Pick<
    CommonConfig,
    | 'KAFKA_BROKERS'
    | 'KAFKA_TLS'
    | 'KAFKA_TLS_CA_FILE'
    | 'KAFKA_TLS_CERT_FILE'
    | 'KAFKA_TLS_KEY_FILE'
    | 'KAFKA_SASL_MECHANISM'
    | 'KAFKA_SASL_USERNAME'
    | 'KAFKA_SASL_PASSWORD'
  >
>;
export type MongoAccess = Partial<
  Pick<
    CommonConfig,
    'MONGODB_URL' | 'MONGODB_USERNAME' | 'MONGODB_PASSWORD' | 'MONGODB_TLS_CA_FILE' | 'MONGODB_TLS_KEY_FILE'
  >
>;

/** What cannot be meant: half of a pair, or protection that another variable takes away again. */
export function accessFaults(given: Environment): string[] {
  const together = (...names: string[]): string[] => {
    const missing = names.filter((name) => given[name] === undefined);
    return missing.length === 0 || missing.length === names.length
      ? []
      : [`${missing.join(', ')}: needed, as ${names.filter((name) => !missing.includes(name)).join(', ')} is set`];
  };
  const tls = ['KAFKA_TLS_CA_FILE', 'KAFKA_TLS_CERT_FILE', 'KAFKA_TLS_KEY_FILE'];
  const isTls = given['KAFKA_TLS'] === 'true';
  const idle = isTls ? [] : tls.filter((name) => given[name] !== undefined);
  const url = given['MONGODB_URL'] ?? '';
  const faults = [
    ...together('KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'),
    ...together('KAFKA_TLS_CERT_FILE', 'KAFKA_TLS_KEY_FILE'),
    ...together('MONGODB_USERNAME', 'MONGODB_PASSWORD'),
    ...idle.map((name) => `${name}: without KAFKA_TLS=true it protects nothing`),
  ];
  if (given['KAFKA_SASL_MECHANISM'] === 'plain' && !isTls)
    faults.push('KAFKA_SASL_MECHANISM: plain shows the password to everybody on the way; set KAFKA_TLS=true');
  if (given['MONGODB_USERNAME'] !== undefined && /^mongodb(\+srv)?:\/\/[^/]*@/.test(url))
    faults.push('MONGODB_USERNAME: MONGODB_URL names somebody already');
  if (given['MONGODB_TLS_CA_FILE'] !== undefined && /[?&](tls|ssl)=false/.test(url))
    faults.push('MONGODB_TLS_CA_FILE: MONGODB_URL turns TLS off');
  return faults;
}

/** The address of MongoDB with everything that it needs to let us in. It holds the password: it is never logged. */
export function mongoUrlOf(access: MongoAccess): string {
  const { MONGODB_URL = '', MONGODB_USERNAME, MONGODB_PASSWORD = '' } = access;
  const options = [
    ...(access.MONGODB_TLS_CA_FILE ? [['tlsCAFile', access.MONGODB_TLS_CA_FILE]] : []),
    ...(access.MONGODB_TLS_KEY_FILE ? [['tlsCertificateKeyFile', access.MONGODB_TLS_KEY_FILE]] : []),
  ].map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`);
  if (options.length > 0 && !/[?&](tls|ssl)=/.test(MONGODB_URL)) options.unshift('tls=true');
  if (MONGODB_USERNAME !== undefined && !/[?&]authSource=/.test(MONGODB_URL)) options.push('authSource=admin');
  const who =
    MONGODB_USERNAME === undefined
      ? ''
      : `${encodeURIComponent(MONGODB_USERNAME)}:${encodeURIComponent(MONGODB_PASSWORD)}@`;
  const [scheme = '', rest = ''] = MONGODB_URL.split('://');
  const [place = '', query] = rest.split('?');
  const all = [...(query ? [query] : []), ...options].join('&');
  const path = place.includes('/') ? place : `${place}/`;
  return all === '' && who === '' ? MONGODB_URL : `${scheme}://${who}${path}${all === '' ? '' : `?${all}`}`;
}

/** The brokers, and how they are convinced. Certificates are read once: a renewed one is taken at the next start. */
export function kafkaAccess(access: KafkaAccess): Pick<KafkaBusOptions, 'brokers' | 'ssl' | 'sasl'> {
  const pem = (path: string | undefined): string | undefined => (path ? readFileSync(path, 'utf8') : undefined);
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME = '', KAFKA_SASL_PASSWORD = '' } = access;
  const ca = pem(access.KAFKA_TLS_CA_FILE);
  const cert = pem(access.KAFKA_TLS_CERT_FILE);
  const key = pem(access.KAFKA_TLS_KEY_FILE);
  return {
    brokers: (access.KAFKA_BROKERS ?? '').split(','),
    ...(access.KAFKA_TLS && { ssl: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } }),
    // kafkajs has one type for each mechanism, which TypeScript does not join over a union of names
    ...(mechanism && {
      sasl: { mechanism: mechanism as 'plain', username: KAFKA_SASL_USERNAME, password: KAFKA_SASL_PASSWORD },
    }),
  };
}
