import type { Router } from 'express';
import type { CommunicatorDeps } from '../../config.ts';
import { activateVersionRoute } from './activate-version.ts';
import { changeDescriptorRoute } from './change-descriptor.ts';
import { changeVersionRoute } from './change-version.ts';
import { createDescriptorRoute } from './create-descriptor.ts';
import { createVersionRoute } from './create-version.ts';
import { deleteDescriptorRoute } from './delete-descriptor.ts';
import { deleteVersionRoute } from './delete-version.ts';
import { exportTemplatesRoute } from './export-templates.ts';
import { listDescriptorsRoute } from './list-descriptors.ts';
import { listSubjectsRoute } from './list-subjects.ts';
import { listVersionsRoute } from './list-versions.ts';

/** C1 to C13 and C24. What is literal comes before what is an id. */
export const templateRoutes = (deps: CommunicatorDeps): Router[] => [
  exportTemplatesRoute(deps),
  listSubjectsRoute(deps),
  listDescriptorsRoute(deps),
  createDescriptorRoute(deps),
  changeDescriptorRoute(deps),
  deleteDescriptorRoute(deps),
  listVersionsRoute(deps),
  createVersionRoute(deps),
  changeVersionRoute(deps),
  activateVersionRoute(deps),
  deleteVersionRoute(deps),
];
