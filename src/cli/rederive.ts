import { type Difference, EventLog, Inspection, type Institution, Rederivation, Transactions } from '../records';
import { type Command, read, type Services, type Terminal } from './terminal';

const AT_ONCE = 200;

export const rederive: Command = {
  usage: 'rederive [--fix]',
  about: 'compare every case with its events, the laws and the calendar; --fix mends what differs',
  async run(args, terminal) {
    const fix = read(args, { fix: { type: 'boolean' } }).flags.has('fix');
    const services = await terminal.open();
    const institutions = await services.get(Inspection).institutions(services.get(Transactions).reader);
    const sums = { cases: 0, differing: 0, hopeless: 0 };
    for (const institution of institutions) await walk(services, institution, fix, terminal, sums);
    const { cases, differing, hopeless } = sums;
    terminal.say(
      `${cases} cases, ${differing} differing${fix && differing > 0 ? `, ${differing - hopeless} mended` : ''}.`,
    );
    return differing === 0 || (fix && hopeless === 0) ? 0 : 1;
  },
};

async function walk(
  { get, clock }: Services,
  institution: Institution,
  fix: boolean,
  terminal: Terminal,
  sums: { cases: number; differing: number; hopeless: number },
): Promise<void> {
  const transactions = get(Transactions);
  for (let after = ''; ;) {
    const ids = await get(Inspection).nextCases(transactions.reader, institution.id, after, AT_ONCE);
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const look = (tx: typeof transactions.reader): Promise<Difference[]> =>
      get(Rederivation).differences(tx, institution, ids);
    const found = await (fix ? transactions.run(async (tx) => mend(tx, await look(tx))) : look(transactions.reader));
    for (const one of found) show(one, terminal);
    sums.cases += ids.length;
    sums.differing += found.length;
    sums.hopeless += found.filter((one) => one.mended === null).length;
  }

  async function mend(tx: typeof transactions.reader, found: Difference[]): Promise<Difference[]> {
    const caseIds = await get(Rederivation).mend(tx, found);
    if (caseIds.length > 0) {
      const event = { type: 'cases.rederived', occurredOn: clock.today(), caseIds };
      await get(EventLog).append(tx, institution.id, clock.now(), [{ caseId: null, actor: { kind: 'system' }, event }]);
    }
    return found;
  }
}

function show({ reference, columns, mended }: Difference, terminal: Terminal): void {
  if (mended === null) return terminal.say(`${reference}  has no registration among its events; it cannot be mended`);
  for (const [name, { row, events }] of Object.entries(columns)) {
    terminal.say(`${reference}  ${name}: ${written(row)} in the row, ${written(events)} by its events`);
  }
}

const written = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
