import { runService } from '@fairdue/service';
import { recoverService } from './app.ts';

await runService(recoverService);
