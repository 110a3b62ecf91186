// Preloaded into a process under test (`--import`): kills it with SIGKILL when it reaches a named point for the nth time,
// `CRASH_AT=after-commit:3`. The points sit in the libraries the platform calls, so the platform has no code for its own death.
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import { Pool } from 'undici';

const [point, nth = '1'] = (process.env.CRASH_AT ?? '').split(':');
let left = Number(nth);

const reach = (name) => {
  if (name === point && --left === 0) process.kill(process.pid, 'SIGKILL');
};

/** Calls `before` when it begins and `after` when it has succeeded. */
const around = (object, method, before, after) => {
  const original = object[method];
  object[method] = async function (...args) {
    reach(before);
    const result = await original.apply(this, args);
    reach(after);
    return result;
  };
};

around(mongoose.mongo.ClientSession.prototype, 'commitTransaction', 'before-commit', 'after-commit');

const { producer, consumer } = kafkajs.Kafka.prototype;
kafkajs.Kafka.prototype.producer = function (...args) {
  const made = producer.apply(this, args);
  around(made, 'send', 'before-produce', 'after-produce');
  around(made, 'sendBatch', 'before-produce', 'after-produce');
  return made;
};
kafkajs.Kafka.prototype.consumer = function (...args) {
  const made = consumer.apply(this, args);
  const run = made.run.bind(made);
  made.run = (config) =>
    run({
      ...config,
      eachBatch: (payload) => {
        around(payload, 'commitOffsetsIfNecessary', 'before-offset-commit', 'after-offset-commit');
        return config.eachBatch(payload);
      },
    });
  return made;
};

// The permit is consumed, and no byte has gone to the provider yet.
const { request } = Pool.prototype;
Pool.prototype.request = async function (...args) {
  const answer = await request.apply(this, args);
  if (args[0]?.path === '/internal/permits/consume') reach('before-provider-call');
  return answer;
};

// The sandbox provider has the message whole, and nobody has heard so.
const { rename } = files;
files.rename = async (from, to) => {
  await rename(from, to);
  if (String(to).includes('/delivered/')) reach('after-provider-call');
};
syncBuiltinESMExports();
