import { runService } from '@fairdue/service';
import { communicatorService } from './app.ts';

await runService(communicatorService);
