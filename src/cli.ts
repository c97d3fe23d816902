import 'reflect-metadata';
import { UnsoundStatutes } from './core/law';
import { ConfigError } from './platform/config';
import { commandOf, help } from './cli/commands';
import { openInstallation } from './cli/installation';
import { type ExitCode, Refused, type Services, type Terminal, UsageError } from './cli/terminal';

/** The command line of whoever runs the machine. Exit codes: 0 done, 1 refused or something is wrong, 2 not understood. */
async function main(words: readonly string[]): Promise<ExitCode> {
  if (words.length === 0 || ['help', '--help', '-h'].includes(words[0]!)) {
    console.log(help());
    return words.length === 0 ? 2 : 0;
  }
  const found = commandOf(words);
  if (!found) {
    console.error(
      `There is no command "${words.slice(0, 2).join(' ')}". Commands are listed by: npm run qasja -- help`,
    );
    return 2;
  }
  const { command, args } = found;
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`npm run qasja -- ${command.usage}\n${command.about}`);
    return 0;
  }
  let opened: { services: Services; close: () => Promise<void> } | undefined;
  const terminal: Terminal = {
    say: (line) => console.log(line),
    open: async (options) => (opened ??= await openInstallation(process.env, options?.create ?? false)).services,
  };
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nUsage: npm run qasja -- ${command.usage}`);
      return 2;
    }
    if (error instanceof Refused || error instanceof ConfigError || error instanceof UnsoundStatutes) {
      console.error(error.message);
      return 1;
    }
    throw error;
  } finally {
    await opened?.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exitCode = 1;
  },
);
