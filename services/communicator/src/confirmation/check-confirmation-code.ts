import { Router } from 'express';
import { read, theCreditor, caller } from '@fairdue/http';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { knowPerson } from '../customers/know-person.ts';
import { addressIn, CodeCheck } from './code-request.ts';
import { contactKey, tried } from './confirmation-code.ts';
import { loadCode, saveCode } from './confirmation-code.store.ts';

/** For the service that keeps contacts: a code that is right proves the contact, once. Every wrong one uses up a try. */
export const checkConfirmationCodeRoute = (deps: CommunicatorDeps) =>
  Router().post('/internal/confirmation-codes/check', async (req, res) => {
    const body = read(CodeCheck, req.body);
    const creditorId = theCreditor(caller(req), body.creditorId);
    const { contactType, value } = addressIn(body);
    const person = await knowPerson(deps, creditorId, body.personId);
    const key = deps.config.ADDRESS_HASH_KEY;
    const id = contactKey(key, creditorId, person._id, contactType, value);

    const isRight = await transaction(deps.db, async (tx) => {
      const code = await loadCode(tx, creditorId, id);
      if (!code) return false;
      const { after, isRight } = tried(key, code, body.code, deps.now());
      if (after !== code) await saveCode(tx, after);
      return isRight;
    });
    res.json({ isRight });
  });
