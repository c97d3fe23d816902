import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, register } from '../../core/casefile';
import { type LocalDate, localDateOf } from '../../core/law';
import { Applicant, CaseRow, FileRow, type Institution, Submission } from '../entities';
import { keepSubmissions, wholeSubmissions } from '../identity';
import { type NewCase, newCaseRows } from '../new-case';
import { indexNewCases } from '../search';
import { insertAll, type Tx } from '../transactions';
import { Bases } from './bases';
import { EventLog } from './event-log';

/** A submission that was read, and who files it. */
export interface Filing {
  input: NewCase;
  actor: Actor;
}

export interface NewCaseRows {
  row: CaseRow;
  applicant: Applicant;
}

@Injectable()
export class Registration {
  constructor(
    private readonly log: EventLog,
    private readonly bases: Bases,
  ) {}

  /** The submission kept earlier under the same key, if any: a second press of the button files nothing. */
  async findByKey(tx: Tx, institutionId: string, submissionKey: string): Promise<Submission | null> {
    const found = await tx.findOneBy(Submission, { institutionId, submissionKey });
    return found && ((await wholeSubmissions(tx, [found]))[0] ?? null);
  }

  /** Keeps a submission exactly as it was sent. */
  keep(tx: Tx, institutionId: string, submission: NewCase['submission']): Promise<void> {
    return this.keepAll(tx, institutionId, [submission]);
  }

  async keepAll(tx: Tx, institutionId: string, submissions: readonly NewCase['submission'][]): Promise<void> {
    await keepSubmissions(
      tx,
      submissions.map((submission) => ({ ...submission, institutionId })),
    );
  }

  /** Makes the case of one kept submission; see `registerAll`. */
  async register(tx: Tx, institution: Institution, input: NewCase, actor: Actor, now: Date): Promise<NewCaseRows> {
    const [made] = await this.registerAll(tx, institution, [{ input, actor }], now);
    if (!made) throw new Error('One filing makes one case.');
    return made;
  }

  /**
   * Makes the cases of kept submissions, in order: protocol numbers, applicants, first events, derived rows. As many
   * statements for fifty as for one. Throws `NotAllowed` for a receipt day in the future.
   */
  async registerAll(tx: Tx, institution: Institution, filings: readonly Filing[], now: Date): Promise<NewCaseRows[]> {
    const today = localDateOf(now);
    const registered = (input: NewCase): LocalDate => input.registeredOn ?? today;
    const references = new Map<NewCase, string>();
    const unnumbered = filings.map(({ input }) => input).filter(({ reference }) => reference === undefined);
    for (const year of new Set(unnumbered.map((input) => Number(registered(input).slice(0, 4))))) {
      const ofYear = unnumbered.filter((input) => Number(registered(input).slice(0, 4)) === year);
      const numbers = await this.nextReferences(tx, institution, year, ofYear.length);
      ofYear.forEach((input, index) => references.set(input, numbers[index] ?? ''));
    }
    const basis = await this.bases.held(tx, institution.id);
    const made = filings.map(({ input, actor }) => {
      const event = register(
        {
          kind: input.kind,
          urgent: input.urgent,
          channel: input.channel,
          reference: input.reference ?? references.get(input) ?? '',
          submissionId: input.submission.id,
          submissionSha256: input.submission.sha256,
          receivedOn: input.receivedOn,
          receivedAt: input.receivedAt.toISOString(),
          registeredOn: registered(input),
          ...(input.reference === undefined ? {} : { imported: true }),
        },
        today,
      );
      return { ...newCaseRows(institution, basis, input, [event]), actor, event };
    });
    const rows = made.map(({ row }) => row);
    await insertAll(tx, CaseRow, rows);
    await insertAll(
      tx,
      Applicant,
      made.map(({ applicant }) => applicant),
    );
    await indexNewCases(tx, made);
    const entries = made.map(({ row, actor, event }) => ({ caseId: row.id, actor, event }));
    await this.log.append(tx, institution.id, now, entries);
    return made.map(({ row, applicant }) => ({ row, applicant }));
  }

  /** Gives the files of a submission that was kept earlier to the case that was made of it now. */
  async adoptFiles(tx: Tx, submissionId: string, caseId: string): Promise<void> {
    await tx.update(FileRow, { submissionId }, { caseId });
  }

  /**
   * `<institution>-<year>-<nnnnn>`: the counter's row is locked until the commit, so there is no gap and no double. Only a
   * number that an imported register brought along is passed over.
   */
  private async nextReferences(tx: Tx, institution: Institution, year: number, wanted: number): Promise<string[]> {
    const free: string[] = [];
    while (free.length < wanted) {
      const count = wanted - free.length;
      // One statement on both databases. In lower case, because TypeORM drops what an `INSERT` of SQLite returns.
      const rows = await tx.query<{ last: number }[]>(
        `insert into protocol_counters (institution_id, year, last) values ($1, $2, $3)
         on conflict (institution_id, year) do update set last = protocol_counters.last + excluded.last returning last`,
        [institution.id, year, count],
      );
      const first = Number(rows[0]?.last) - count + 1;
      const numbers = Array.from({ length: count }, (_, i) => String(first + i).padStart(5, '0'));
      const references = numbers.map((number) => `${institution.code}-${year}-${number}`);
      const taken = await tx.find(CaseRow, {
        select: { reference: true },
        where: { institutionId: institution.id, reference: In(references) },
      });
      free.push(...references.filter((reference) => !taken.some((row) => row.reference === reference)));
    }
    return free;
  }
}
