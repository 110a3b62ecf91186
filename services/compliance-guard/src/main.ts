import { runService } from '@fairdue/service';
import { complianceGuardService } from './app.ts';

await runService(complianceGuardService);
