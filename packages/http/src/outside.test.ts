import { once } from 'node:events';
import { createServer, request as overHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { checkName, isPublicAddress, outside } from './outside.ts';

test.each([
  '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', '10.1.2.3', '172.31.255.255', '192.168.0.1',
  '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '[::]', '[::1]', '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]', '[::ffff:8.8.8.8]', '[fe80::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]', '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]', '[2001::1]', '[2001:db8::1]', '127.0.0.1.', '①②⑦.0.0.1',
])('%s stands inside and is refused, however it is spelled', (host) => {
  expect(() => outside().check(new URL(`https://${host}/hook`))).toThrow(
    expect.objectContaining({ code: 'address-not-public' }),
  );
}); // prettier-ignore

test.each(['8.8.8.8', '172.32.0.1', '[2606:4700::1111]', 'provider.example'])('%s may be asked', (host) => {
  expect(() => outside().check(new URL(`https://${host}/hook`))).not.toThrow();
});

test('what is no address is not public', () => {
  expect(['', 'localhost', '1.2.3', '::ffff:8.8.8.8'].map(isPublicAddress)).toEqual([false, false, false, false]);
});

/** A name that stands for one address the first time it is asked for, and for another one afterwards. */
function rebinding(...answers: string[]) {
  const asked: string[] = [];
  const resolve: Parameters<typeof outside>[1] = (name, done) => {
    asked.push(name);
    const address = answers[Math.min(asked.length, answers.length) - 1] ?? '';
    done(null, [{ address, family: 4 }]);
  };
  return { asked, resolve };
}

async function server(): Promise<{ port: number; hits: () => number; close: () => void }> {
  let hits = 0;
  const listening = createServer((req, res) => {
    hits++;
    if (req.url === '/away') res.writeHead(302, { location: 'http://127.0.0.1/inside' }).end();
    else res.end('{}');
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { port: (listening.address() as AddressInfo).port, hits: () => hits, close: () => listening.close() };
}

test('a name that turns inside between two looks is never connected to, by either client', async () => {
  const inside = await server();
  const { asked, resolve } = rebinding('8.8.8.8', '127.0.0.1');
  const { lookup, check } = outside([], resolve);
  const url = new URL(`http://rebinds.example:${inside.port}/`);
  check(url);
  resolve(url.hostname, () => undefined); // the look that a check of names would take

  await expect(request(url, { dispatcher: new Agent({ connect: { lookup } }) })).rejects.toMatchObject({
    code: 'address-not-public',
  });
  const post = overHttp(url, { method: 'POST', agent: false, lookup });
  await expect(once(post, 'response')).rejects.toMatchObject({ code: 'address-not-public' });
  expect(asked).toHaveLength(3);
  expect(inside.hits()).toBe(0);
  inside.close();
});

test('the address that was checked is the one that is connected to, and a redirect leads nowhere', async () => {
  const inside = await server();
  const { asked, resolve } = rebinding('127.0.0.1', '10.0.0.1');
  const { lookup } = outside(['provider.example'], resolve);

  const { statusCode, body } = await request(`http://provider.example:${inside.port}/away`, {
    dispatcher: new Agent({ connect: { lookup } }),
  });
  await body.dump();

  expect([statusCode, asked.length, inside.hits()]).toEqual([302, 1, 1]);
  inside.close();
});

test('a name that stands for inside and outside at once is refused', async () => {
  const { lookup } = outside([], (_name, done) =>
    done(null, [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]),
  );

  const error = await new Promise((resolve) => lookup('both.example', { all: true }, resolve));

  expect(error).toMatchObject({ code: 'address-not-public' });
});

test('a name that nobody knows is an error of its request, and nothing else', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  const guard = outside([], (_name, done) => done(unknown)); // as Node calls back: without a list

  const error = await new Promise((resolve) => guard.lookup('nobody.example', { all: true }, resolve));

  expect(error).toBe(unknown);
  await expect(checkName(guard, new URL('https://nobody.example/'))).resolves.toBeUndefined();
});

test('a name is checked for what it stands for now, and not for longer than that takes', async () => {
  const guard = outside([], (_name, done) => done(null, [{ address: '10.0.0.1', family: 4 }]));
  const silent = outside([], () => undefined);

  await expect(checkName(guard, new URL('https://inside.example/'))).rejects.toMatchObject({
    code: 'address-not-public',
  });
  await expect(checkName(guard, new URL('https://10.0.0.1/'))).rejects.toMatchObject({ code: 'address-not-public' });
  await expect(checkName(silent, new URL('https://slow.example/'), 1)).resolves.toBeUndefined();
});
