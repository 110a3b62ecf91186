import { type Engine } from '../engine.ts';
import { MongoError, notSupported } from '../mongo-error.ts';
import { newSession, type Session } from '../sessions/session.ts';
import { sessionKey } from '../sessions/session-key.ts';
import { type Task } from '../sessions/write-queue.ts';
import { beginTransaction, endTransaction, noSuchTransaction, openTransaction } from '../sessions/transactions.ts';
import { snapshotFor, snapshotReply } from '../sessions/snapshots.ts';
import { Fork } from '../storage/database.ts';
import { type Document, isDocument } from '../values/document.ts';
import { commandTable } from './command-table.ts';
import { type Command, type CommandContext, countField, documentField } from './command.ts';

export type Client = { host: string; connectionId: number; sessions: Set<Session>; gone: boolean };

type Reply = Document | Promise<Document>;

/** Fields every command may carry; most of them ask for guarantees that are always given here. */
const generalFields = new Set([
  '$db', 'lsid', 'txnNumber', 'startTransaction', 'autocommit', '$clusterTime', '$readPreference', 'readConcern',
  'writeConcern', 'comment', 'maxTimeMS', 'apiVersion', 'apiStrict', 'apiDeprecationErrors', 'collation', 'stmtId',
]); // prettier-ignore

const transactionEnds = new Set(['commitTransaction', 'abortTransaction']);

/** Answers at once whenever nothing has to be waited for: a turn in the queue, or the disk. */
export function executeCommand(engine: Engine, client: Client, command: Document): Reply {
  const name = Object.keys(command)[0] as string;
  const { $db: db = 'admin' } = command;
  if (typeof db !== 'string') throw new MongoError(73, 'The database name must be a string');
  const session = sessionOf(engine, command);
  if (transactionEnds.has(name)) return finishTransaction(engine, session, command, name);

  const known = commandTable[name];
  if (!known) throw new MongoError(59, `no such command: '${name}'`);
  checkFields(name, known, command);
  const context: CommandContext = {
    engine,
    db,
    collections: new Map(),
    fork: undefined,
    session: session?.id,
    inTransaction: false,
    variables: {},
    now: new Date(),
    host: client.host,
    connectionId: client.connectionId,
    client,
  };
  if (known.kind !== 'control') context.variables = letVariables(command, context.now);
  if (command['autocommit'] === false) return inTransaction(known, name, command, context, session, client);
  if (known.kind === 'control') return known.run(command, context);
  if (known.kind === 'read') return read(known, command, context);
  if (session && typeof command['txnNumber'] === 'number')
    return once(session, command['txnNumber'], () => write(known, command, context, client));
  return write(known, command, context, client);
}

function checkFields(name: string, known: Command, command: Document): void {
  for (const field in command) {
    if (field === name || generalFields.has(field) || known.fields.includes(field)) continue;
    throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
  const { collation } = command;
  if (isDocument(collation) && collation['locale'] !== 'simple') throw notSupported('collations');
}

function letVariables(command: Document, now: Date): Document {
  return { NOW: now, ...documentField(command, 'let') };
}

function read(known: Command, command: Document, context: CommandContext): Reply {
  const { engine, db } = context;
  const concern = command['readConcern'];
  const level = isDocument(concern) ? concern['level'] : undefined;
  if (level === 'snapshot') {
    const snapshot = snapshotFor(engine, concern as Document, context.now);
    context.collections = snapshot.databases.get(db) ?? new Map();
    return snapshotReply(known.run(command, context), snapshot.at);
  }
  context.collections = engine.databases.get(db)?.committed ?? new Map();
  const reply = known.run(command, context);
  // "Majority" promises that what was read is not lost: here that is what is on disk.
  const wait = level === 'majority' || level === 'linearizable' ? engine.durable() : undefined;
  return wait ? wait.then(() => reply) : reply;
}

function write(known: Command, command: Document, context: CommandContext, client: Client): Reply {
  return inTurn(context, command, client, () => {
    const fork = new Fork(context.engine.database(context.db));
    const reply = known.run(command, { ...context, fork, collections: fork.collections });
    context.engine.commit(fork);
    return answered(context.engine, reply);
  });
}

function answered(engine: Engine, reply: Document): Reply {
  const wait = engine.durable();
  return wait ? wait.then(() => reply) : reply;
}

/** Waits for its turn as long as it takes, or as long as the command says (`maxTimeMS`). */
function inTurn({ engine, db }: CommandContext, command: Document, client: Client, work: () => Reply): Reply {
  const queue = engine.queue(db);
  let reply: { value: Reply } | undefined;
  let failure: { error: unknown } | undefined;
  let settle: (() => void) | undefined;
  const task: Task = {
    client,
    run: () => {
      try {
        reply = { value: work() };
      } catch (error) {
        failure = { error };
      }
      settle?.();
    },
    refuse: () => {
      failure = { error: new MongoError(11600, 'The client has disconnected.') };
      settle?.();
    },
  };
  queue.enter(task);
  const outcome = (): Reply => {
    if (failure) throw failure.error;
    return (reply as { value: Reply }).value;
  };
  if (reply ?? failure) return outcome();
  const maxTimeMs = countField(command, 'maxTimeMS') ?? 0;
  const expire = (): void => {
    if (!queue.leave(task)) return;
    failure = { error: new MongoError(50, 'operation exceeded time limit') };
    settle?.();
  };
  const timer = maxTimeMs > 0 ? setTimeout(expire, maxTimeMs) : undefined;
  return new Promise<void>((resolve) => (settle = resolve)).finally(() => clearTimeout(timer)).then(outcome);
}

/** A retried write gets the reply of the first attempt, also while that one is still under way. */
function once(session: Session, txnNumber: number, run: () => Reply): Reply {
  if (txnNumber < session.txnNumber)
    throw new MongoError(
      225,
      `Retryable write with txnNumber ${txnNumber} is prohibited: a newer one, ${session.txnNumber}, has already started.`,
    );
  if (txnNumber === session.txnNumber && session.reply) return session.reply;
  endTransaction(session, 'aborted');
  session.txnNumber = txnNumber;
  session.state = 'idle';
  session.reply = undefined;
  const reply = run();
  session.reply = reply;
  if (reply instanceof Promise)
    reply.catch(() => {
      if (session.reply === reply) session.reply = undefined; // what failed as a whole may be tried again
    });
  return reply;
}

function inTransaction(
  known: Command,
  name: string,
  command: Document,
  context: CommandContext,
  session: Session | undefined,
  client: Client,
): Reply {
  const txnNumber = command['txnNumber'];
  if (!session || typeof txnNumber !== 'number')
    throw new MongoError(72, 'A transaction needs a session and a txnNumber');
  session.client = client;
  client.sessions.add(session);
  if (command['startTransaction'] !== true) {
    openTransaction(session, txnNumber, context.db);
    return statement(known, name, command, context, session);
  }
  if (txnNumber < session.txnNumber)
    throw new MongoError(225, `Cannot start transaction ${txnNumber}: a newer one has already started.`);
  if (txnNumber === session.txnNumber && session.state !== 'idle')
    throw new MongoError(
      117,
      `Only servers in a sharded cluster can start a new transaction at the active transaction number ${txnNumber}`,
    );
  endTransaction(session, 'aborted');
  session.txnNumber = txnNumber;
  session.state = 'waiting';
  session.reply = undefined;
  return inTurn(context, command, client, () => {
    if (session.state !== 'waiting' || session.txnNumber !== txnNumber) throw noSuchTransaction(session, txnNumber);
    beginTransaction(context.engine, session, context.db);
    return statement(known, name, command, context, session);
  });
}

/** As in mongod, a statement that fails ends its transaction. */
function statement(
  known: Command,
  name: string,
  command: Document,
  context: CommandContext,
  session: Session,
): Document {
  const { fork } = openTransaction(session, session.txnNumber, context.db);
  try {
    if (!known.transactional) throw new MongoError(263, `Cannot run '${name}' in a multi-document transaction.`);
    fork.nextStatement();
    return known.run(command, { ...context, fork, collections: fork.collections, inTransaction: true });
  } catch (error) {
    endTransaction(session, 'aborted');
    throw error;
  }
}

function finishTransaction(engine: Engine, session: Session | undefined, command: Document, name: string): Reply {
  const txnNumber = Number(command['txnNumber']);
  if (session && session.txnNumber === txnNumber) {
    if (name === 'commitTransaction' && session.state === 'committed') return answered(engine, { ok: 1 });
  }
  const { fork } = openTransaction(session, txnNumber, undefined);
  if (name === 'abortTransaction') {
    endTransaction(session as Session, 'aborted');
    return { ok: 1 };
  }
  try {
    engine.commit(fork);
  } catch (error) {
    endTransaction(session as Session, 'aborted');
    throw error;
  }
  // The next in the queue goes on now; only this client waits for the disk, and the journal keeps the order.
  endTransaction(session as Session, 'committed');
  return answered(engine, { ok: 1 });
}

function sessionOf(engine: Engine, command: Document): Session | undefined {
  const { lsid } = command;
  if (!isDocument(lsid)) return undefined;
  const id = sessionKey(lsid);
  let session = engine.sessions.get(id);
  const now = Date.now();
  if (!session) engine.sessions.set(id, (session = newSession(id, now)));
  session.usedAt = now;
  return session;
}
