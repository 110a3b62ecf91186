import { bundle } from '../../../tools/bundle.mjs';

/** What `running-platform.ts` starts: the one file of the single process, or one of each service. */
export default async () => {
  const services = ['gateway', 'creditor', 'recover', 'compliance-guard', 'communicator', 'campaign'];
  await bundle(process.env.ENGINES === 'real' ? services : ['start']);
};
