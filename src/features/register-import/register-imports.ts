import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../core/casefile';
import { CLOCK, type Clock } from '../../platform/clock';
import {
  Bases,
  type ImportRow,
  Imports,
  type Institution,
  isDuplicate,
  type KnownReference,
  People,
  Transactions,
  type Tx,
} from '../../records';
import { type ImportProblem, UnreadableFile } from './columns';
import { type ImportPlan, planImport, type ReadRow, readRows, referencesOf, type Told } from './plan';
import { readFile } from './read-file';

export interface RegisterFile {
  name: string;
  bytes: Buffer;
}

/** What happened, or in a dry run what would happen. `done` is null when nothing was changed. */
export interface ImportResult {
  rows: number;
  added: number;
  unchanged: number;
  differing: number;
  yearAdded: number;
  problems: ImportProblem[];
  done: ImportRow | null;
}

export interface HowToImport {
  dryRun: boolean;
  told?: Told;
  /** Joins the transaction in which the file is taken in; when it throws, nothing stays. */
  settle?: (tx: Tx, result: ImportResult) => Promise<void>;
}

/** Thrown to leave the transaction: with a problem, or for a trial, nothing stays. */
class NothingTaken extends Error {
  constructor(readonly plan: ImportPlan) {
    super();
  }
}

/** Takes register files in: whole or not at all. */
@Injectable()
export class RegisterImports {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: Imports,
    private readonly bases: Bases,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Reads, judges and, unless `dryRun` or a problem forbids it, takes in one file. Never throws for what a file says. */
  async run(
    institutionId: string,
    file: RegisterFile,
    actor: Actor,
    how: HowToImport,
    again = false,
  ): Promise<ImportResult> {
    const { dryRun, told, settle } = how;
    let read: Awaited<ReturnType<typeof readFile>>;
    try {
      read = await readFile(file.bytes);
    } catch (error) {
      if (error instanceof UnreadableFile) return refused([error.problem]);
      throw error;
    }
    const institution = await this.people.institution(this.transactions.reader, institutionId);
    const rows = await readRows(read.lines, told);
    const count = rows.length + read.problems.length;
    const known = await this.known(this.transactions.reader, institutionId, rows);
    const trial = await this.plan(this.transactions.reader, institution, rows, known, told);
    trial.problems.push(...read.problems);
    if (dryRun || trial.problems.length > 0 || trial.cases.length === 0) return resultOf(count, trial, null);
    try {
      return await this.transactions.run(async (tx) => {
        await this.imports.holdCounters(tx, institutionId, ownYears(institution, rows));
        // Asked again where nobody else can take a number: judged again only when somebody did meanwhile.
        const now = await this.known(tx, institutionId, rows);
        const plan = isDeepStrictEqual(now, known) ? trial : await this.plan(tx, institution, rows, now);
        if (plan.problems.length > 0 || plan.cases.length === 0) throw new NothingTaken(plan);
        const about = { fileName: file.name, sha256: sha256(file.bytes), unchanged: plan.unchanged };
        const written = (cases: number): void => told?.('writing', cases, plan.cases.length);
        const done = await this.imports.add(tx, institution, plan.cases, about, actor, this.clock.now(), written);
        const result = resultOf(count, plan, done);
        await settle?.(tx, result);
        return result;
      });
    } catch (error) {
      if (error instanceof NothingTaken) return resultOf(count, error.plan, null);
      // Somebody took the same numbers in at the same moment: what they took is known by now.
      if (isDuplicate(error) && !again) return this.run(institutionId, file, actor, how, true);
      throw error;
    }
  }

  private known(tx: Tx, institutionId: string, rows: readonly ReadRow[]): Promise<KnownReference[]> {
    return this.imports.known(tx, institutionId, referencesOf(rows));
  }

  private async plan(
    tx: Tx,
    institution: Institution,
    rows: readonly ReadRow[],
    known: readonly KnownReference[],
    told?: Told,
  ): Promise<ImportPlan> {
    const context = { basis: await this.bases.of(tx, institution), today: this.clock.today() };
    return planImport(rows, known, context, told);
  }
}

/** Years in which the register uses numbers of the kind that the counter gives. */
function ownYears({ code }: Institution, rows: readonly ReadRow[]): number[] {
  const years = new Set<number>();
  for (const { row } of rows) {
    const [prefix, year] = row.reference.split('-');
    if (prefix === code && /^\d{4}$/.test(year ?? '')) years.add(Number(year));
  }
  return [...years];
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const refused = (problems: ImportProblem[]): ImportResult => ({
  rows: 0,
  added: 0,
  unchanged: 0,
  differing: 0,
  yearAdded: 0,
  problems,
  done: null,
});

function resultOf(rows: number, plan: ImportPlan, done: ImportRow | null): ImportResult {
  const { unchanged, differing, yearAdded } = plan;
  const problems = plan.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { rows, added: plan.cases.length, unchanged, differing, yearAdded, problems, done };
}
