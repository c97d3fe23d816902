import { Injectable } from '@nestjs/common';
import { type Actor, register } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { Applicant, CaseRow, FileRow, type Institution, Submission } from '../entities';
import { type NewCase, newCaseRows } from '../new-case';
import { insertAll, type Tx } from '../transactions';
import { EventLog } from './event-log';

@Injectable()
export class Registration {
  constructor(private readonly log: EventLog) {}

  /** The submission kept earlier under the same key, if any: a second press of the button files nothing. */
  findByKey(tx: Tx, institutionId: string, submissionKey: string): Promise<Submission | null> {
    return tx.findOneBy(Submission, { institutionId, submissionKey });
  }

  /** Keeps a submission exactly as it was sent. */
  async keep(tx: Tx, institutionId: string, submission: NewCase['submission']): Promise<void> {
    await insertAll(tx, Submission, [{ ...submission, institutionId }]);
  }

  /**
   * Makes the case of a kept submission: protocol number, applicant, first event, derived row.
   * Throws `NotAllowed` for a receipt day in the future.
   */
  async register(
    tx: Tx,
    institution: Institution,
    input: NewCase,
    actor: Actor,
    now: Date,
  ): Promise<{ row: CaseRow; applicant: Applicant }> {
    const institutionId = institution.id;
    const registeredOn = input.registeredOn ?? localDateOf(now);
    const reference = input.reference ?? (await this.nextReference(tx, institution, Number(registeredOn.slice(0, 4))));
    const imported = input.reference !== undefined;
    const event = register(
      {
        kind: input.kind,
        urgent: input.urgent,
        channel: input.channel,
        reference,
        submissionId: input.submission.id,
        receivedOn: input.receivedOn,
        receivedAt: input.receivedAt.toISOString(),
        registeredOn,
        ...(imported ? { imported } : {}),
      },
      localDateOf(now),
    );
    const { row, applicant } = newCaseRows(institution, input, [event]);
    await insertAll(tx, CaseRow, [row]);
    await insertAll(tx, Applicant, [applicant]);
    await this.log.append(tx, institutionId, now, [{ caseId: row.id, actor, event }]);
    return { row, applicant };
  }

  /** Gives the files of a submission that was kept earlier to the case that was made of it now. */
  async adoptFiles(tx: Tx, submissionId: string, caseId: string): Promise<void> {
    await tx.update(FileRow, { submissionId }, { caseId });
  }

  /**
   * `<institution>-<year>-<nnnnn>`: the counter's row is locked until the commit, so there is no gap and no double. Only a
   * number that an imported register brought along is passed over.
   */
  private async nextReference(tx: Tx, institution: Institution, year: number): Promise<string> {
    for (;;) {
      // One statement on both databases. In lower case, because TypeORM drops what an `INSERT` of SQLite returns.
      const rows = await tx.query<{ last: number }[]>(
        `insert into protocol_counters (institution_id, year, last) values ($1, $2, 1)
         on conflict (institution_id, year) do update set last = protocol_counters.last + 1 returning last`,
        [institution.id, year],
      );
      const reference = `${institution.code}-${year}-${String(rows[0]?.last).padStart(5, '0')}`;
      if (!(await tx.existsBy(CaseRow, { institutionId: institution.id, reference }))) return reference;
    }
  }
}
