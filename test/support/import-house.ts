import { RegisterImports } from '../../src/features/register-import/register-imports';
import type { Column, ImportProblem } from '../../src/features/register-import/columns';
import { Bases, CaseRow, Imports, type Institution, People } from '../../src/records';
import { fixedClock } from './clock';
import { type Dialect, type OpenedDatabase, openTestDatabase } from './databases';
import { registerCsv, registerRow } from './register-file';
import { seedMunicipality } from './seed';

/** The day on which registers are taken in. */
export const TODAY = '2026-03-30T09:00:00+02:00';
export type Given = Partial<Record<Column, string>>;

/** A database into which registers are taken, each test's into a municipality of its own. */
export class ImportHouse {
  db: OpenedDatabase;
  institution: Institution;
  private imports: RegisterImports;
  private municipalities = 0;

  async open(dialect: Dialect): Promise<void> {
    this.db = await openTestDatabase(dialect);
    const { transactions, log } = this.db;
    const bases = new Bases();
    this.imports = new RegisterImports(transactions, new Imports(log, bases), bases, new People(), fixedClock(TODAY));
  }

  async nextMunicipality(): Promise<void> {
    const n = (this.municipalities += 1);
    ({ institution: this.institution } = await seedMunicipality(this.db.source, new Date(TODAY), `K${n}`, `d${n}`));
  }

  take = (bytes: Buffer, dryRun = false) =>
    this.imports.run(this.institution.id, { name: 'r.csv', bytes }, { kind: 'system' }, { dryRun });

  takeRows = (...rows: Given[]) => this.take(registerCsv(rows.map(registerRow)));

  caseOf = (reference: string) =>
    this.db.source.manager.findOneByOrFail(CaseRow, { institutionId: this.institution.id, reference });

  count = () => this.db.source.manager.countBy(CaseRow, { institutionId: this.institution.id });
}

/** Problems as `line column code`. */
export const said = (problems: ImportProblem[]) =>
  problems.map(({ line, column, code }) => [line, column, code].join(' '));
