import { Inspection, Transactions } from '../records';
import type { Command } from './terminal';
import { read } from './terminal';

export const migrate: Command = {
  usage: 'migrate',
  about: 'make the database, or bring its schema up to date',
  async run(args, terminal) {
    read(args, {});
    const { get, config, source } = await terminal.open({ create: true });
    const pending = await get(Inspection).pendingMigrations(get(Transactions).reader);
    if (pending.length > 0) return 1;
    terminal.say(`The schema is up to date: ${source.migrations.length} migrations.`);
    terminal.say(config.sqlitePath ? `Database: ${config.sqlitePath}` : 'Database: PostgreSQL');
    return 0;
  },
};
