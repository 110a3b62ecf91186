import { Router } from 'express';
import { z } from 'zod';
import { CommentAddedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { inputInvalid, readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { commentLengthMax } from '../wire/scalars.ts';
import { loadCustomer, saveCustomers } from './customer.store.ts';
import { addComments, type Customer } from './customer.ts';

const commentsMax = 1_000;

export const CommentsRequest = z.object({
  comments: z
    .array(z.string().refine((text) => text.trim() !== '', 'must not be blank'))
    .min(1, 'at least one is required')
    .max(99, 'fewer than 100 are allowed'),
});

/** Length is counted in code points, as a person counts. */
function readComments(input: unknown): string[] {
  const { comments } = readWire(CommentsRequest, input);
  if (comments.some((text) => [...text].length > commentLengthMax))
    throw new Refused('malformed', 'comment-too-long', `Comments must be smaller than ${commentLengthMax} characters`);
  return comments;
}

function requireRoom({ comments = [] }: Customer): void {
  if (comments.length > commentsMax)
    throw inputInvalid('Invalid input.', [
      { path: 'comments', problem: `at most ${commentsMax} are kept of a customer` },
    ]);
}

/** R8: what somebody wants to be remembered about a customer. All of them, or none. */
export const addCommentsRoute = ({ db, now }: Deps) =>
  Router().post<{ customerId: string }>('/customers/:customerId/comments', idempotent({ db }), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);

    await transaction(db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, req.params.customerId);
      const comments = readComments(req.body);
      const at = now();
      const after = addComments(before, comments, at);
      requireRoom(after);
      await saveCustomers(tx, [after]);
      const { _id: customerId, version } = after;
      await enqueue(tx, CommentAddedV1, at, {
        creditorId,
        customerId,
        comments,
        version,
        recordedBy: recordedBy(from),
      });
      await answerWith(tx, req, 200, 'ok');
    });
    res.json('ok');
  });
