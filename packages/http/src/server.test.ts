import { Agent, get, type IncomingMessage } from 'node:http';
import { startServer } from './server.ts';

const answerOf = (url: string, agent?: Agent): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, agent ? { agent } : {}, (res) => {
      res.resume().once('end', () => resolve(res));
    }).once('error', reject);
  });

test('stopping answers what is under way, then closes its connection, and takes nothing new', async () => {
  let answer!: () => void;
  let begun!: () => void;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const server = await startServer(
    (_req, res) => {
      answer = () => res.end('done');
      begun();
    },
    { port: 0 },
  );
  const agent = new Agent({ keepAlive: true });
  const underWay = answerOf(server.url, agent);
  await isBegun;

  const stopped = server.stop();
  await expect(answerOf(server.url)).rejects.toThrow('ECONNREFUSED');
  answer();

  expect((await underWay).headers.connection).toBe('close');
  await stopped;
  agent.destroy();
});

test('what does not finish in time is cut', async () => {
  let begun!: () => void;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const server = await startServer(() => begun(), { port: 0 });
  const underWay = answerOf(server.url).then(
    () => 'answered',
    (error: Error) => error.message,
  );
  await isBegun;

  await server.stop(10);

  expect(await underWay).toContain('hang up');
});
