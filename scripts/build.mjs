// Compiles what has changed into dist: npm run build
import { build } from './lib/build.mjs';
import { needModules, needNode } from './lib/needs.mjs';
import { script } from './lib/say.mjs';

await script(async () => {
  needNode();
  await needModules();
  await build();
});
