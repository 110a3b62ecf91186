import { campaignService } from '../../services/campaign/src/app.ts';
import { communicatorService } from '../../services/communicator/src/app.ts';
import { complianceGuardService } from '../../services/compliance-guard/src/app.ts';
import { creditorService } from '../../services/creditor/src/app.ts';
import { recoverService } from '../../services/recover/src/app.ts';

/** Those that keep a database, in the order in which they start. */
export const services = [
  creditorService,
  recoverService,
  complianceGuardService,
  communicatorService,
  campaignService,
] as const;
