import { Router } from 'express';
import { z } from 'zod';
import { Instant } from '@fairdue/contracts';
import { read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { rememberRevoked } from './revoked-token.store.ts';

const Body = z.object({ tokenId: z.string().min(1).max(100), expiresAt: Instant });

/** Whoever signed out gives back their access token: from now on it opens nothing. Said again it changes nothing. */
export const revokeTokenRoute = ({ db }: Deps) =>
  Router().post('/internal/revoked-tokens', async (req, res) => {
    const { tokenId, expiresAt } = read(Body, req.body);
    await rememberRevoked(db, tokenId, new Date(expiresAt));
    res.json({ revoked: true });
  });
