import { runService } from '@fairdue/service';
import { campaignService } from './app.ts';

await runService(campaignService);
