import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { EventLog, Inspection, Transactions } from '../records';
import { openDatabase } from '../records/data-source';
import { type Command, read, Refused, type Terminal } from './terminal';

export const backup: Command = {
  usage: 'backup FOLDER',
  about: 'copy database and files into an empty folder, while Qasja runs, and read the copy back',
  async run(args, terminal) {
    const [typed = ''] = read(args, {}, 1).words;
    const { get, config } = await terminal.open();
    const folder = path.resolve(typed);
    if (existsSync(folder) && readdirSync(folder).length > 0) throw new Refused(`${folder} is not empty.`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const copy = path.join(folder, 'qasja.sqlite');
    // First the database, then the files: a file is written before its row and never changed, so none is missing.
    if (config.dialect === 'sqlite') {
      await get(Inspection).copyTo(get(Transactions).reader, copy);
      chmodSync(copy, 0o600);
    }
    const copied = copyFiles(path.join(config.dataDir, 'files'), path.join(folder, 'files'));
    if (config.dialect === 'postgres') {
      terminal.say(
        `${copied} files copied. The database is PostgreSQL, and must be copied before its files. If it was not,`,
      );
      terminal.say(`copy it now, and then the files again into an empty folder:`);
      terminal.say(`  pg_dump --format=custom --file=${path.join(folder, 'qasja.dump')} "$DATABASE_URL"`);
      return 0;
    }
    return (await readBack(copy, folder, terminal)) ? 0 : 1;
  },
};

/** Copies what is kept under its hash; half-written files have longer names. Returns how many there are. */
function copyFiles(from: string, to: string): number {
  if (!existsSync(from)) return 0;
  let copied = 0;
  cpSync(from, to, {
    recursive: true,
    preserveTimestamps: true,
    filter: (file) => {
      const name = path.basename(file);
      const whole = /^[0-9a-f]{64}$/.test(name);
      if (whole) copied += 1;
      return whole || name.length <= 5;
    },
  });
  return copied;
}

/** Opens the copy, walks its event logs and looks for every file that it names. */
async function readBack(copy: string, folder: string, terminal: Terminal): Promise<boolean> {
  const source = await openDatabase(`sqlite:${copy}`);
  try {
    const inspection = new Inspection();
    let events = 0;
    let broken = 0;
    for (const { id } of await inspection.institutions(source.manager)) {
      const { rows, brokenAt } = await new EventLog().verify(source.manager, id);
      events += rows;
      if (brokenAt !== null) broken += 1;
    }
    const hashes = await inspection.fileHashes(source.manager);
    const missing = hashes.filter((sha256) => !existsSync(path.join(folder, 'files', sha256.slice(0, 2), sha256)));
    terminal.say(`Copied to ${folder}: ${events} events, ${hashes.length - missing.length} files.`);
    if (broken > 0) terminal.say(`The event log of ${broken} institutions is BROKEN; run: verify`);
    if (missing.length > 0) terminal.say(`${missing.length} files are MISSING, the first is ${missing[0]}`);
    if (broken + missing.length > 0) return false;
    terminal.say(`The copy was read back and is whole. To go back to it: QASJA_DATA_DIR=${folder} npm start`);
    return true;
  } finally {
    await source.destroy();
  }
}
