import { proxies, type ProxyName, type Upstreams } from './proxies.ts';

/* One proxy, in a process of its own. */
const [name, upstreams] = process.argv.slice(2);
process.send?.(await proxies[name as ProxyName](JSON.parse(upstreams ?? '{}') as Upstreams));
