import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type AnswerForm,
  type ApplicantType,
  type Channel,
  type DocumentType,
  type Kind,
  type Language,
  open,
  register,
} from '../../core/casefile';
import { type LocalDate, localDateOf, nationalCalendar } from '../../core/law';
import { Applicant, CaseRow, FileRow, type Institution, Submission } from '../entities';
import { clockSettings, derive } from '../projection';
import { searchable } from '../searchable';
import { insertAll, type Tx } from '../transactions';
import { EventLog } from './event-log';

/** What a submission says once it was read: the case is made from it. */
export interface NewCase {
  submission: Pick<Submission, 'id' | 'submissionKey' | 'channel' | 'kind' | 'receivedAt' | 'payload' | 'sha256'>;
  channel: Channel;
  kind: Kind;
  urgent: boolean;
  subject: string;
  text: string;
  language: Language;
  answerLanguage: Language;
  documentType: DocumentType;
  applicantType: ApplicantType;
  wantedForm: AnswerForm | null;
  applicant: { name: string; email: string | null; postalAddress: string | null; phone: string | null };
  receivedOn: LocalDate;
  receivedAt: Date;
  /** The municipality's own protocol number (old registers); otherwise the next one of the year. */
  reference?: string;
  registeredOn?: LocalDate;
}

/** Without I, L, O, 0 and 1, which people misread on paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 10;
const accessCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

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
    const { row: derived } = derive(open(event), nationalCalendar, clockSettings(institution.settings));
    const row: CaseRow = {
      id: randomUUID(),
      institutionId,
      submissionId: input.submission.id,
      reference,
      kind: input.kind,
      channel: input.channel,
      urgent: input.urgent,
      imported,
      subject: input.subject,
      searchText: searchable(`${reference} ${input.subject} ${input.text}`),
      language: input.language,
      answerLanguage: input.answerLanguage,
      documentType: input.documentType,
      applicantType: input.applicantType,
      wantedForm: input.wantedForm,
      receivedOn: input.receivedOn,
      receivedAt: input.receivedAt,
      registeredOn,
      grounds: null,
      version: 1,
      ...derived,
    };
    const applicant: Applicant = { caseId: row.id, ...input.applicant, accessCode: accessCode() };
    await insertAll(tx, CaseRow, [row]);
    await insertAll(tx, Applicant, [applicant]);
    await this.log.append(tx, institutionId, now, [{ caseId: row.id, actor, event }]);
    return { row, applicant };
  }

  /** Gives the files of a submission that was kept earlier to the case that was made of it now. */
  async adoptFiles(tx: Tx, submissionId: string, caseId: string): Promise<void> {
    await tx.update(FileRow, { submissionId }, { caseId });
  }

  /** `<institution>-<year>-<nnnnn>`: the counter's row is locked until the commit, so there is no gap and no double. */
  private async nextReference(tx: Tx, institution: Institution, year: number): Promise<string> {
    // One statement on both databases. In lower case, because TypeORM drops what an `INSERT` of SQLite returns.
    const rows = await tx.query<{ last: number }[]>(
      `insert into protocol_counters (institution_id, year, last) values ($1, $2, 1)
       on conflict (institution_id, year) do update set last = protocol_counters.last + 1 returning last`,
      [institution.id, year],
    );
    return `${institution.code}-${year}-${String(rows[0]?.last).padStart(5, '0')}`;
  }
}
