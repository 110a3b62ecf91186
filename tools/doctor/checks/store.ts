import { seen, together, type Check } from '../finding.ts';

const versionMin = 6;
const membersInProduction = 3;

/** Can the database keep what the platform promises: transactions, a majority, and a version that has both? */
export const store: Check = ({ looks }) =>
  together(
    'store',
    seen(looks).flatMap(({ service, health: { store: database, production } }) => {
      const faults: { says: string; do: string }[] = [];
      if (Number.parseInt(database.version) < versionMin)
        faults.push({ says: `MongoDB is ${database.version}.`, do: `Upgrade it to ${versionMin}.0 or later.` });
      if (database.replicaSet === null)
        faults.push({
          says: 'MongoDB is no replica set, so nothing can be stored in a transaction.',
          do: 'Start mongod with --replSet, initiate the set, and name it in MONGODB_URL.',
        });
      else if (!database.writable)
        faults.push({
          says: 'The member of the replica set that answers is not the primary.',
          do: 'See with rs.status() why there is none, and name all members in MONGODB_URL.',
        });
      if (production && database.members < membersInProduction)
        faults.push({
          says: `The replica set has ${database.members} member(s): one that fails takes the majority with it.`,
          do: `Add members until there are ${membersInProduction}.`,
        });
      return faults.map((fault) => ({ service, ...fault }));
    }),
  );
