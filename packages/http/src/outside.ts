import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Refused } from '@fairdue/refused';

/** Connections to addresses that were configured by somebody: never into the network this process stands in. */
export type Outside = {
  /** Refuses an address that names the inside in any spelling. What a name stands for is known when it is connected to. */
  check(url: URL): void;
  /** For `lookup` of sockets and undici's `connect`: what was checked is what is connected to, however names change. */
  readonly lookup: LookupFunction;
};

type Resolve = (name: string, done: (error: Error | null, found?: LookupAddress[]) => void) => void;

const blockList = (kind: 'ipv4' | 'ipv6', ...subnets: string[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), kind);
  }
  return list;
};

/** RFC 6890 and its successors: whatever is not for everybody, multicast and the future among it. */
const special4 = blockList(
  'ipv4', '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
  '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3',
); // prettier-ignore

/** What is given out of IPv6, but for what only wraps IPv4 (6to4, Teredo) or is for documents. Mapped ones are outside of it. */
const global6 = blockList('ipv6', '2000::/3');
const special6 = blockList('ipv6', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');

export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special4.check(address, 'ipv4');
  return isIP(address) === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

const resolveAll: Resolve = (name, done) => resolveName(name, { all: true }, done);
const plain = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, ''); // prettier-ignore

/** `allowed`: hosts, as an address names them, that may stand inside. */
export function outside(allowed: readonly string[] = [], resolve: Resolve = resolveAll): Outside {
  const exceptions = new Set(allowed.map(plain));
  return {
    check({ hostname }) {
      const host = plain(hostname); // a URL has written every number in the usual way already
      if (isIP(host) !== 0 && !exceptions.has(host) && !isPublicAddress(host)) throw notPublic(host);
    },
    lookup(name, options, done) {
      resolve(name, (error, found = []) => {
        const [first] = found;
        if (error || !first) return done(error ?? notPublic(name), []);
        if (!exceptions.has(plain(name)) && !found.every(({ address }) => isPublicAddress(address)))
          return done(notPublic(name), []);
        if (options.all) return done(null, found);
        done(null, first.address, first.family);
      });
    },
  };
}

/**
 * Refuses, too, what names the inside at present. A name that stands for nothing yet passes, and one may change later:
 * connecting looks again.
 */
export async function checkName(guard: Outside, url: URL, withinMs = 2_000): Promise<void> {
  guard.check(url);
  if (isIP(plain(url.hostname)) !== 0) return;
  const found = new Promise<void>((resolve, reject) => {
    guard.lookup(plain(url.hostname), { all: true }, (error) => {
      if (error instanceof Refused) reject(error);
      else resolve();
    });
  });
  await Promise.race([found, new Promise((resolve) => setTimeout(resolve, withinMs).unref())]);
}

const notPublic = (host: string): Refused =>
  new Refused('rule', 'address-not-public', `${host} does not stand in the public network.`);
