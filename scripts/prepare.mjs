// Installs what is missing and builds what has changed: node scripts/prepare.mjs [--browser] [--postgres] [--dovecot] [--fonts]
import { prepare } from './lib/prepare.mjs';
import { script } from './lib/say.mjs';

const asked = (flag) => process.argv.includes(`--${flag}`);
const flags = ['browser', 'postgres', 'dovecot', 'fonts'];
await script(() => prepare(Object.fromEntries(flags.map((flag) => [flag, asked(flag)]))));
