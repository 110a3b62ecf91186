import type { Router } from 'express';
import type { CommunicatorDeps } from '../config.ts';
import { previewFreeFormRoute } from './preview-free-form.ts';
import { previewRoute } from './preview.ts';
import { renderFileRoute } from './render-file.ts';

/** C18, C20 and C22. */
export const renderRoutes = (deps: CommunicatorDeps): Router[] => [
  renderFileRoute(deps),
  previewRoute(deps),
  previewFreeFormRoute(deps),
];
