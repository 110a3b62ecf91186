import mongoose from 'mongoose';

export type Connection = mongoose.Connection;

export type ConnectOptions = { appName: string; poolSizeMax?: number; serverSelectionTimeoutMs?: number };

/**
 * A connection of one service to its own database. Acknowledged means journalled by a majority, and reads come from
 * the primary: what a caller was told is stored stays stored. Indexes are a step of their own (`ensureIndexes`).
 */
export async function connect(url: string, database: string, options: ConnectOptions): Promise<Connection> {
  const connection = mongoose.createConnection(url, {
    dbName: database,
    appName: options.appName,
    maxPoolSize: options.poolSizeMax ?? 64,
    serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5_000,
    socketTimeoutMS: 30_000,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryReads: true,
    retryWrites: true,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  return connection.asPromise();
}

const {
  MongoNetworkError,
  MongoServerSelectionError,
  MongoOperationTimeoutError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoServerError,
  MongoBulkWriteError,
} = mongoose.mongo;

/** Codes with which a server says it stepped down, shuts down, or could not reach a majority or end a transaction in time. */
const passingCodes = new Set([64, 89, 91, 189, 262, 290, 9001, 10107, 11600, 11602, 13435, 13436, 50]);

/** A bulk write wraps what went wrong on its way, and is itself no network error. */
const withoutBulk = (error: unknown): unknown => (error instanceof MongoBulkWriteError ? error.errorResponse : error);

const isAway = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoOperationTimeoutError ||
  error instanceof MongoNotConnectedError ||
  error instanceof MongoTopologyClosedError ||
  (error instanceof MongoServerError && typeof error.code === 'number' && passingCodes.has(error.code));

/** Is the store away, rather than the request wrong? Then nothing is known about the request, and it may be sent again. */
export const databaseIsAway = (error: unknown): boolean => isAway(error) || isAway(withoutBulk(error));
