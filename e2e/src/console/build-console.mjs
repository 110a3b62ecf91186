import { buildConsole } from '../../../console/build.mjs';

/** What the gateway serves when its sources run. */
export default () => buildConsole('dist/console');
