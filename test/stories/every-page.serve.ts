import { createInterface } from 'node:readline';
import { Official } from '../../src/records';
import { startApp } from '../support/app';
import { PASSWORD } from '../support/seed';
import { NOW, somethingOfEverything } from './every-page.house';
import { publicPages, rounds, SIGN_IN_PAGES } from './every-page.list';

/**
 * The house of every page for a program that takes pictures of it: says in one line of JSON where it is and what there is
 * to see, then obeys lines such as "zyrtar@test sr", which change an official's language, until its input ends.
 */
async function main(): Promise<void> {
  const app = await startApp({ at: NOW });
  const things = await somethingOfEverything(app);
  const signIn = SIGN_IN_PAGES.map(({ path }) => path);
  const say = (what: object): void => console.log(JSON.stringify(what));
  say({ url: app.url, password: PASSWORD, things, rounds: rounds(things), publicPages: publicPages(things), signIn });
  for await (const line of createInterface({ input: process.stdin })) {
    const [email, language] = line.split(' ');
    await app.source.manager.update(Official, { email }, { language: language as Official['language'] });
    say({ done: line });
  }
  await app.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
