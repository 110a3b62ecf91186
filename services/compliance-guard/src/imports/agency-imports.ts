import { Id } from '@fairdue/contracts';
import { caller, idempotent, read, requirePermission, theCreditor, theCreditors } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { Router } from 'express';
import { writtenBy } from '../people/the-person.ts';
import { resultsOf, type Import } from './import.ts';
import { addImport, finishedChunks, listImports, loadImport } from './import.store.ts';
import { importBody, ImportQuery, ImportRequest, ResultQuery } from './import.wire.ts';

const path = '/agency/v1/imports';

/** A lender goes live with its history: an import is begun, and what became of its lines can be read while it goes on. */
export const agencyImportsRoutes = (deps: Deps) =>
  Router()
    .post(path, idempotent(deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.imports:write');
      const { kind, name, creditorId: named } = read(ImportRequest, req.body);
      const importId = newId('import');
      const row: Import = {
        _id: importId, creditorId: theCreditor(from, named), kind, name, startedAt: deps.now(),
        recordedBy: writtenBy(from, `import ${importId}`), received: 0, chunks: 0, taken: 0, repeated: 0, refused: 0,
      }; // prettier-ignore

      await transaction(deps.db, (tx) => addImport(tx, row));

      res.status(201).json(importBody(row));
    })
    .get(path, async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.imports:read');
      const query = read(ImportQuery, req.query);

      const { items, next } = await listImports(deps.db, theCreditors(from), query);

      res.json({ items: items.map(importBody), next });
    })
    .get(`${path}/:importId`, async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.imports:read');
      const importId = read(Id, req.params['importId'], 'importId');

      res.json(importBody(await loadImport(deps, theCreditors(from), importId)));
    })
    .get(`${path}/:importId/results`, async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.imports:read');
      const importId = read(Id, req.params['importId'], 'importId');
      const { outcome, limit, after } = read(ResultQuery, req.query);
      const row = await loadImport(deps, theCreditors(from), importId);

      const found = { after, onlyRefused: outcome === 'refused', limit: limit + 2 };
      const lines = (await finishedChunks(deps.db, row, found)).flatMap(resultsOf);
      const wanted = lines.filter((each) => each.line > after && (!outcome || each.outcome === outcome));

      const items = wanted.slice(0, limit);
      res.json({ items, next: wanted.length > limit ? (items.at(-1)?.line ?? null) : null });
    });
