import { Router } from 'express';
import { Id } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { recordVersion } from '../history/history.store.ts';
import { recordedBy } from '../recorded-by.ts';
import { SubjectRequest } from './account.schema.ts';
import { loadAccount } from './account.store.ts';
import { mayOpenAs } from './account.ts';
import { deleteSubject, findSubject, insertSubject } from './subject.store.ts';

const path = '/agency/v1/accounts/:accountId/subjects';

/** From now on a token of that issuer with that subject is this account. Linking again changes nothing. */
export const linkSubjectRoute = ({ db, now }: Deps) =>
  Router().post(path, idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.accounts:write');
    const accountId = read(Id, req.params['accountId'], 'accountId');
    const name = read(SubjectRequest, req.body);
    const answer = { accountId, ...name };

    await transaction(db, async (tx) => {
      mayOpenAs(await loadAccount(tx, accountId), by);
      const linked = await findSubject(tx, name);
      if (linked && linked.accountId !== accountId)
        throw new Refused('conflict', 'subject-linked', 'That subject is linked to another account.');
      if (!linked) {
        const at = now();
        await insertSubject(tx, name, accountId, at);
        const what = { entityId: accountId, change: 'subject-linked', at, state: name };
        await recordVersion(tx, { ...what, recordedBy: recordedBy(by) });
      }
      await answerWith(tx, req, 201, answer);
    });

    res.status(201).json(answer);
  });

/** `?issuer=…&subject=…`, since both may hold what a path may not. Whom it names logs in as nobody any more. */
export const unlinkSubjectRoute = ({ db, now }: Deps) =>
  Router().delete(path, async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.accounts:write');
    const accountId = read(Id, req.params.accountId, 'accountId');
    const name = read(SubjectRequest, req.query);

    await transaction(db, async (tx) => {
      await loadAccount(tx, accountId);
      const linked = await findSubject(tx, name);
      if (linked?.accountId !== accountId) return; // unlinked before: a repeat changes nothing
      await deleteSubject(tx, name);
      const what = { entityId: accountId, change: 'subject-unlinked', at: now(), state: name };
      await recordVersion(tx, { ...what, recordedBy: recordedBy(by) });
    });

    res.json({ accountId, ...name });
  });
