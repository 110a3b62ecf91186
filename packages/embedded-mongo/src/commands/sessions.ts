import { isDocument } from '../values/document.ts';
import { endTransaction } from '../sessions/transactions.ts';
import { sessionKey } from '../sessions/session-key.ts';
import { type Command } from './command.ts';

export const endSessions: Command = {
  kind: 'control',
  fields: [],
  run: (command, { engine }) => {
    for (const lsid of (command['endSessions'] ?? []) as unknown[]) {
      const id = isDocument(lsid) ? sessionKey(lsid) : undefined;
      const session = id === undefined ? undefined : engine.sessions.get(id);
      if (!session) continue;
      endTransaction(session, 'aborted');
      engine.sessions.delete(session.id);
    }
    return { ok: 1 };
  },
};
