import { ObjectId } from 'bson';
import { type Document } from '../values/document.ts';
import { type Command, type CommandContext } from './command.ts';

const electionId = new ObjectId('7fffffff0000000000000001');

/** The one member of a replica set called `fairdue`. Without a topology version drivers poll instead of waiting. */
export function helloReply({
  host,
  connectionId,
  now,
}: Pick<CommandContext, 'host' | 'connectionId' | 'now'>): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    setName: 'fairdue',
    setVersion: 1,
    secondary: false,
    hosts: [host],
    primary: host,
    me: host,
    electionId,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: now,
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    // MongoDB 6.0: what the differential tests run against.
    maxWireVersion: 17,
    readOnly: false,
    ok: 1,
  };
}

export const hello: Command = {
  kind: 'control',
  fields: [
    'helloOk',
    'client',
    'compression',
    'loadBalanced',
    'topologyVersion',
    'maxAwaitTimeMS',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'backpressure',
  ],
  run: (_command, context) => helloReply(context),
};

export const acknowledged: Command = { kind: 'control', fields: [], run: () => ({ ok: 1 }) };

export const buildInfo: Command = {
  kind: 'control',
  fields: [],
  run: () => ({
    version: '6.0.5',
    versionArray: [6, 0, 5, 0],
    gitVersion: 'embedded',
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  }),
};

export const serverStatus: Command = {
  kind: 'control',
  fields: ['repl', 'metrics', 'locks'],
  run: (_command, { engine: { scans, cursors, sessions }, now }) => ({
    host: 'embedded',
    process: 'embedded-mongo',
    localTime: now,
    queries: { indexed: scans.indexed, scanned: scans.scans },
    cursors: { open: cursors.open.size },
    sessions: { known: sessions.size },
    ok: 1,
  }),
};

/** Lists the shapes of queries that no index served, of this database or, asked of `admin`, of all. */
export const fairdueScans: Command = {
  kind: 'control',
  fields: ['reset'],
  run: (command, { engine: { scans }, db }) => {
    const of = db === 'admin' ? undefined : db;
    const listed = scans.list(of);
    if (command['reset'] === true) scans.forget(of);
    return { scans: listed, ok: 1 };
  },
};
