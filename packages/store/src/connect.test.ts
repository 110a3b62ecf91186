import { mongo } from 'mongoose';
import { databaseIsAway } from './connect.ts';

const bulk = (error: Error) => new mongo.MongoBulkWriteError(error as never, {} as never);

test.each([
  ['a broken connection', new mongo.MongoNetworkError('closed')],
  ['no server to select', new mongo.MongoServerSelectionError('none', {} as never)],
  ['no answer in time', new mongo.MongoOperationTimeoutError('late')],
  ['not connected', new mongo.MongoNotConnectedError('not connected')],
  ['a driver that was closed', new mongo.MongoTopologyClosedError('closed')],
  ['a primary that stepped down', new mongo.MongoServerError({ message: 'stepped down', code: 189 })],
  ['a majority that did not answer', new mongo.MongoServerError({ message: 'write concern', code: 64 })],
  ['a transaction that took too long', new mongo.MongoServerError({ message: 'interrupted', code: 290 })],
  ['a bulk write on a broken connection', bulk(new mongo.MongoNetworkError('read ECONNRESET'))],
  [
    'a bulk write at a primary that stepped down',
    bulk(new mongo.MongoServerError({ message: 'stepped down', code: 189 })),
  ],
])('%s: the store is away', (_name, error) => {
  expect(databaseIsAway(error)).toBe(true);
});

test('what the store refuses, and our own bugs, are no outage', () => {
  expect(databaseIsAway(new mongo.MongoServerError({ message: 'duplicate key', code: 11_000 }))).toBe(false);
  expect(databaseIsAway(bulk(new mongo.MongoServerError({ message: 'duplicate key', code: 11_000 })))).toBe(false);
  expect(databaseIsAway(new TypeError('x is undefined'))).toBe(false);
});
