import { aggregateCommand } from './aggregate.ts';
import { create, drop, dropDatabase, listCollections, listDatabases } from './collections.ts';
import { type Command } from './command.ts';
import { count, distinct } from './count-and-distinct.ts';
import { getMore, killCursors } from './cursors.ts';
import { deleteCommand } from './delete.ts';
import { findAndModify } from './find-and-modify.ts';
import { find } from './find.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import { acknowledged, buildInfo, fairdueScans, hello, serverStatus } from './server-status.ts';
import { endSessions } from './sessions.ts';
import { update } from './update.ts';

/** Every command there is; all others are refused with CommandNotFound. */
export const commandTable: Record<string, Command | undefined> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: acknowledged,
  endSessions,
  killSessions: endSessions,
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  fairdueScans,
  insert,
  update,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
  find,
  aggregate: aggregateCommand,
  count,
  distinct,
  getMore: { ...getMore, transactional: true },
  killCursors: { ...killCursors, transactional: true },
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  createIndexes,
  listIndexes,
  dropIndexes,
};
