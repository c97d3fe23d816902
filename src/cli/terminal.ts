import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import type { DataSource } from '../records/data-source';

/** The command was not understood: exit code 2, with how it is written. */
export class UsageError extends Error {}

/** The command was understood and cannot be done: exit code 1, in one sentence. */
export class Refused extends Error {}

/** What a command works with once it knows what it is asked. */
export interface Services {
  config: Config;
  clock: Clock;
  source: DataSource;
  get: INestApplicationContext['get'];
}

/** The person at the keyboard, and the installation, opened when it is needed. */
export interface Terminal {
  say(line: string): void;
  /** Opens the installation. A database that is not there yet is made only with `create`. */
  open(options?: { create?: boolean }): Promise<Services>;
}

/** Exit codes: 0 done, 1 refused or something is wrong, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** How it is written, after `npm run qasja --`. */
  usage: string;
  /** What it does, in one line. */
  about: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options and positional words. Throws `UsageError` for an option that nobody knows, or too many or too few words. */
export function read<O extends Options>(
  args: readonly string[],
  options: O,
  words = 0,
): { values: Partial<Record<keyof O, string>>; flags: ReadonlySet<keyof O>; words: string[] } {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]);
  }
  if (parsed.positionals.length > words) throw new UsageError(`'${parsed.positionals[words]}' is one word too many.`);
  if (parsed.positionals.length < words) throw new UsageError('Something is missing.');
  const entries = Object.entries(parsed.values);
  return {
    values: Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Partial<
      Record<keyof O, string>
    >,
    flags: new Set(entries.filter(([, value]) => value === true).map(([name]) => name)),
    words: parsed.positionals,
  };
}

/** The value of an option that must be given. Throws `UsageError`. */
export function needed(value: string | undefined, name: string): string {
  const text = value?.trim();
  if (!text) throw new UsageError(`--${name} is missing.`);
  return text;
}
