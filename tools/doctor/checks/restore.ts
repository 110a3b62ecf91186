import { seen, together, type Check } from '../finding.ts';

/** Does an installation that was restored send anything? */
export const restore: Check = ({ looks }) =>
  together(
    'restore',
    seen(looks)
      .filter(({ health }) => health.backlogs.some(({ name }) => name === 'restore-unreleased'))
      .map(({ service }) => ({
        service,
        says: 'restored from a backup and not released, so nobody is contacted.',
        do: 'Import what happened in the time that was lost, erase again who was erased in it, then `npm run restore -- --release --by NAME` (docs/backup.md).',
      })),
  );
