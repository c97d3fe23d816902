import { build } from './build.mjs';
import { needBrowser, needDovecot, needFonts, needModules, needNode, needPostgres, needRedis } from './needs.mjs';

/** Puts in place whatever is missing; takes a moment when nothing is. */
export async function prepare({ browser = false, postgres = false, dovecot = false, fonts = false } = {}) {
  needNode();
  await needModules();
  await needRedis();
  if (browser) await needBrowser();
  if (postgres) await needPostgres();
  if (dovecot) await needDovecot();
  if (fonts) await needFonts();
  await build();
}
