import { parentPort, workerData } from 'node:worker_threads';
import { Engine, type EngineOptions } from './engine.ts';
import { serve } from './wire/serve.ts';

const { port, ...options } = workerData as EngineOptions & { port: number };

const server = await serve(await Engine.start(options), port);
parentPort?.on('message', () => {
  void server.close().then(() => {
    parentPort?.postMessage({ closed: true });
    parentPort?.close();
  });
});
parentPort?.postMessage({ port: server.port });
