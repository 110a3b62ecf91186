import { runService } from '@fairdue/service';
import { creditorService } from './app.ts';

await runService(creditorService);
