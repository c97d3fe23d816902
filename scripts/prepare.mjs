// Installs what is missing and builds what has changed: node scripts/prepare.mjs [--browser] [--postgres] [--fonts]
import { prepare } from './lib/prepare.mjs';
import { script } from './lib/say.mjs';

const asked = (flag) => process.argv.includes(`--${flag}`);
await script(() => prepare({ browser: asked('browser'), postgres: asked('postgres'), fonts: asked('fonts') }));
