import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Actor } from '../core/casefile';
import { LIMITS } from '../features/register-import/columns';
import { type ImportResult, RegisterImports } from '../features/register-import/register-imports';
import { words } from '../platform/views';
import { type Institution, People, Transactions } from '../records';
import { institutionOf } from './choose';
import { type Command, read, Refused, type Services, type Terminal } from './terminal';

const TEXT = { type: 'string' } as const;
/** Of a file full of the same mistake, this many lines are enough to see it. */
const PROBLEMS_SHOWN = 100;

export const importRegister: Command = {
  usage: 'import FILE [--dry-run] [--institution CODE] [--as EMAIL]',
  about: 'take an old register in (CSV or XLSX), whole or not at all; see docs/register-format.md',
  async run(args, terminal) {
    const options = { 'dry-run': { type: 'boolean' }, institution: TEXT, as: TEXT } as const;
    const { values, flags, words: given } = read(args, options, 1);
    const [typed = ''] = given;
    const bytes = readFile(typed);
    const services = await terminal.open();
    const institution = await institutionOf(services, values.institution);
    const actor = await actorOf(services, institution, values.as);
    const file = { name: path.basename(typed), bytes };
    const dryRun = flags.has('dry-run');
    const result = await services.get(RegisterImports).run(institution.id, file, actor, { dryRun });
    tell(result, dryRun, terminal);
    return result.problems.length === 0 ? 0 : 1;
  },
};

function readFile(typed: string): Buffer {
  try {
    // A file that is too large is refused by its size, before it is read into memory.
    if (statSync(typed).size > LIMITS.bytes) throw new Refused(`${typed} is larger than 10 MB.`);
    return readFileSync(typed);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${typed} cannot be read: ${(error as Error).message}`);
  }
}

async function actorOf({ get }: Services, institution: Institution, email: string | undefined): Promise<Actor> {
  if (email === undefined) return { kind: 'system' };
  const official = await get(People).byEmail(get(Transactions).reader, email);
  if (official?.active && official.institutionId === institution.id) return { kind: 'official', id: official.id };
  throw new Refused(`No active official of ${institution.code} has the e-mail address ${email}.`);
}

function tell(result: ImportResult, dryRun: boolean, terminal: Terminal): void {
  const t = words('en');
  for (const { line, column, code, vars } of result.problems.slice(0, PROBLEMS_SHOWN)) {
    const place = [line === null ? 'file' : `line ${line}`, ...(column ? [column] : [])].join(', ');
    terminal.say(`${place}: ${t(`import:problem.${code}`, vars)}`);
  }
  const { rows, added, unchanged, differing, yearAdded, problems } = result;
  if (problems.length > 0) {
    const more = problems.length > PROBLEMS_SHOWN ? `; the first ${PROBLEMS_SHOWN} are shown` : '';
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    return terminal.say(`${count}${more}. Nothing was taken in.`);
  }
  terminal.say(`${rows} rows: ${added} new, ${unchanged} unchanged, ${differing} differing.`);
  if (yearAdded > 0) terminal.say(`${yearAdded} numbers get their year added: another year uses the same number.`);
  if (dryRun) terminal.say('A trial: nothing was changed.');
}
