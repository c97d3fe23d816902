import { backup } from './backup';
import { importRegister } from './import';
import { institutionCreate, institutionList } from './institution';
import { migrate } from './migrate';
import { officialCreate, officialKeeper, officialPassword, officialUnlock } from './official';
import { rederive } from './rederive';
import { reindex } from './reindex';
import type { Command } from './terminal';
import { tokenCreate, tokenList, tokenRevoke } from './token';
import { verify } from './verify';

/** Every command, in the order of the help. Its name is the words of its usage before the first option. */
export const COMMANDS: readonly Command[] = [
  migrate,
  importRegister,
  officialCreate,
  officialPassword,
  officialUnlock,
  officialKeeper,
  institutionCreate,
  institutionList,
  tokenCreate,
  tokenList,
  tokenRevoke,
  verify,
  rederive,
  reindex,
  backup,
];

/** The words that name a command: `token create`. */
export const nameOf = ({ usage }: Command): string => /^[a-z]+( [a-z]+)*(?= [A-Z[-]|$)/.exec(usage)?.[0] ?? usage;

/** The command that the words begin with, and the words after it; null when there is none. */
export function commandOf(words: readonly string[]): { command: Command; args: readonly string[] } | null {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ');
    const command = COMMANDS.find((one) => nameOf(one) === name);
    if (command) return { command, args: words.slice(count) };
  }
  return null;
}

/** The text of `help`. */
export function help(): string {
  const lines = COMMANDS.map(({ usage, about }) => `  ${usage}\n      ${about}`);
  return ['Usage: npm run qasja -- COMMAND', '', ...lines, '', 'Settings are those of npm start.'].join('\n');
}
