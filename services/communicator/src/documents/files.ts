import { Router } from 'express';
import { caller, idempotent, read, readBytes, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { readCursor, transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { knowPerson } from '../customers/know-person.ts';
import { loadBytes } from './content.store.ts';
import { documentBytesMax } from './document.ts';
import {
  documentNotFound,
  findRevision,
  insertDocument,
  listDocuments,
  listRevisions,
  loadDocument,
} from './document.store.ts';
import { fileBody, FileQuery, FileRequest, ContentQuery, withRevisions } from './file.wire.ts';
import { keepContent } from './keep-content.ts';

/** Files of a company: attachments, and what is rendered into them. Content is put as bytes, and kept revision by revision. */
export const filesRoute = (deps: CommunicatorDeps) =>
  Router()
    .post('/agency/v1/files', idempotent(deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.files:write');
      const creditorId = theCreditor(from);
      const { customerId, externalId, ...named } = read(FileRequest, req.body);
      if (customerId !== undefined) await knowPerson(deps, creditorId, customerId);
      const now = deps.now();
      const document = {
        _id: newId('documentDescriptor'),
        creditorId,
        customerId: customerId ?? null,
        ...(externalId !== undefined && { externalId }),
        ...named,
        revision: 0,
        sizeBytes: 0,
        sha256: null,
        createdAt: now,
        updatedAt: now,
      };
      await transaction(deps.db, (tx) => insertDocument(tx, document));
      res.status(201).json(fileBody(document));
    })
    .get('/agency/v1/files', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.files:read');
      const { customerId, limit, after } = read(FileQuery, req.query);
      const cursor = readCursor(after, ['date', 'string']);
      const page = await listDocuments(deps.db, theCreditor(from), { customerId, limit, cursor });
      res.json({ items: page.items.map(fileBody), next: page.next });
    })
    .get('/agency/v1/files/:fileId', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.files:read');
      const creditorId = theCreditor(from);
      const document = await loadDocument(deps.db, creditorId, req.params.fileId);
      res.json(withRevisions(document, await listRevisions(deps.db, creditorId, document._id)));
    });

/** The bytes themselves. They are given as a file to be saved: whatever they are, no browser runs them here. */
export const fileContentRoute = (deps: CommunicatorDeps) =>
  Router()
    .put('/agency/v1/files/:fileId/content', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.files:write');
      const creditorId = theCreditor(from);
      const { _id, contentType } = await loadDocument(deps.db, creditorId, req.params.fileId);
      const bytes = await readBytes(req, documentBytesMax);
      const made = { by: from.accountId, at: deps.now(), templateVersionId: null, templateRevision: null };
      res.json(fileBody(await keepContent(deps, creditorId, _id, { contentType, bytes }, made)));
    })
    .get('/agency/v1/files/:fileId/content', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.files:read');
      const creditorId = theCreditor(from);
      const document = await loadDocument(deps.db, creditorId, req.params.fileId);
      const { revision = document.revision } = read(ContentQuery, req.query);
      const found = await findRevision(deps.db, creditorId, document._id, revision);
      if (!found) throw documentNotFound();
      const bytes = await loadBytes(deps.db, deps.config.CONTENT_KEYS, creditorId, found.contentId);
      res.attachment(document.name);
      res.setHeader('content-type', found.contentType); // as it was said, no character set added
      res.end(bytes);
    }); // prettier-ignore
