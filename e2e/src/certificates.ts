import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/* Certificates for tests. Node reads X.509 and does not write it; these are the few fields of RFC 5280 that TLS looks at. */

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const isTrue = der(0x01, Buffer.from([0xff]));
const nameOf = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
const utc = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const addressOf = (host: string): Buffer =>
  isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
const dayMs = 86_400_000;

export type Certificate = { name: string; certificate: string; key: string; signer: KeyObject };

/** Signed by `by`, or by itself. With `hosts` it is that of a server or client, without it vouches for others. */
export function certificate(name: string, { by, hosts }: { by?: Certificate; hosts?: string[] } = {}): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extension = hosts
    ? sequence(oid('551d11'), der(0x04, sequence(...hosts.map(addressOf))))
    : sequence(oid('551d13'), isTrue, der(0x04, sequence(isTrue)));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    nameOf(by?.name ?? name),
    sequence(utc(new Date(Date.now() - dayMs)), utc(new Date(Date.now() + 7 * dayMs))),
    nameOf(name),
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', content, by?.signer ?? privateKey);
  const whole = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    name,
    certificate: pem(whole),
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    signer: privateKey,
  };
}
