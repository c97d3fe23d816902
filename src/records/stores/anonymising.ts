import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityTarget, In, IsNull } from 'typeorm';
import { isToOfficial } from '../../core/webhooks';
import type { LocalDate } from '../../core/law';
import {
  Applicant,
  BulkAction,
  BulkItem,
  CaseMessageRow,
  CaseRow,
  ConsultationRow,
  type FileRole,
  FileRow,
  FileText,
  Identity,
  LetterRow,
  MailRow,
  Note,
  NoticeRow,
  OutboxRow,
  Submission,
  TaskRow,
  TransferRow,
} from '../entities';
import { forgetMail } from '../forget-mail';
import { newAccessCode } from '../new-case';
import { indexCases } from '../search';
import { searchable } from '../searchable';
import { Strike, STRUCK } from '../strike';
import { change, type Tx } from '../transactions';
import { unusedBytes } from '../unused-bytes';

/** What of a case is going to be taken away, as its event says it. */
export interface AnonymisingPlan {
  strike: Strike;
  payload: Record<string, unknown>;
  /** SHA-256 of the submission as it will be kept. */
  remains: string;
  files: Pick<FileRow, 'id' | 'name' | 'role' | 'sha256'>[];
}

/** What came from the applicant, and what we wrote to them: its bytes cannot be struck out, so they go. */
const NAMING: readonly FileRole[] = ['submitted', 'clarification', 'complaint', 'letter', 'message'];

/** Texts in which somebody may have written who asked: they stay, without it. */
const TEXTS: readonly [EntityTarget<object>, readonly string[]][] = [
  [Note, ['text']],
  [LetterRow, ['text', 'facts']],
  [TransferRow, ['reasons', 'refusal']],
  [TaskRow, ['text', 'answer']],
  [CaseMessageRow, ['text']],
  [ConsultationRow, ['question', 'answer']],
  [NoticeRow, ['facts']],
  [OutboxRow, ['facts']],
];

/** Takes who asked away from a case, for good. What was asked and answered stays, and every figure. */
@Injectable()
export class Anonymising {
  /** Reads what names the applicant. */
  async plan(tx: Tx, { id: caseId, submissionId }: Pick<CaseRow, 'id' | 'submissionId'>): Promise<AnonymisingPlan> {
    const applicant = await tx.findOneByOrFail(Applicant, { caseId });
    const identity = await tx.findOneBy(Identity, { submissionId });
    const submission = await tx.findOneByOrFail(Submission, { id: submissionId });
    const mails = await tx.findBy(MailRow, { caseId });
    const strike = new Strike([
      ...[applicant.name, applicant.email, applicant.phone, applicant.postalAddress],
      ...Object.values(identity?.sent ?? {}).map((one) => (typeof one === 'string' ? one : '')),
      ...mails.flatMap((one) => [one.fromName, one.fromAddress]),
    ]);
    // The key of the form is the salt of the fingerprint: without it nobody can try out who it was.
    const { submissionKey: _key, files, ...rest } = submission.payload;
    const listed = Array.isArray(files) ? (files as object[]).map((one) => ({ ...one, name: STRUCK })) : files;
    const payload = { ...strike.value(rest), ...(files === undefined ? {} : { files: listed }) };
    return {
      strike,
      payload,
      remains: createHash('sha256').update(JSON.stringify(payload)).digest('hex'),
      files: await tx.find(FileRow, {
        select: { id: true, name: true, role: true, sha256: true },
        where: { caseId, role: In([...NAMING]), removedOn: IsNull() },
      }),
    };
  }

  /** Writes it, after the event. Returns the sums of the bytes that nothing names any more: they are deleted after the commit. */
  async write(tx: Tx, row: CaseRow, plan: AnonymisingPlan, today: LocalDate): Promise<string[]> {
    const { id: caseId, submissionId } = row;
    const { strike, payload, files } = plan;
    const nobody = { name: '', email: null, postalAddress: null, phone: null, accessCode: newAccessCode() };
    await change(tx, Applicant, { caseId }, nobody);
    await tx.delete(Identity, { submissionId });
    const submissionKey = `anonymised:${submissionId}`;
    await change(tx, Submission, { id: submissionId }, { payload, submissionKey, anonymisedOn: today });
    const subject = strike.text(row.subject);
    const text = typeof payload.text === 'string' ? payload.text : '';
    const searchText = searchable(`${row.reference} ${subject} ${text}`);
    await change(tx, CaseRow, { id: caseId }, { subject, searchText });
    const toApplicant = (await tx.findBy(OutboxRow, { caseId, channel: 'mail' })).filter(
      (one) => !isToOfficial(one.kind),
    );
    for (const { id, state } of toApplicant) {
      const blank = { recipient: '', facts: { anonymised: true }, fileIds: [], problem: null };
      await change(tx, OutboxRow, { id }, { ...blank, state: state === 'sent' ? state : 'discarded' });
    }
    for (const [entity, columns] of TEXTS) await this.strikeOut(tx, entity, columns, caseId, strike);
    await tx.update(CaseMessageRow, { caseId, direction: 'in' }, { sender: null, mailId: null });
    // The third party was asked; how to reach it is nobody's business any more.
    await tx.update(ConsultationRow, { caseId }, { address: null, email: null });
    await this.bulkNotes(tx, caseId, strike);
    const mailed = await this.mails(tx, caseId, strike);
    for (const { id, name } of files) {
      await change(tx, FileRow, { id }, { removedOn: today, name: STRUCK + (/\.\w{1,8}$/.exec(name)?.[0] ?? '') });
    }
    if (files.length > 0) await tx.delete(FileText, { fileId: In(files.map(({ id }) => id)) });
    await indexCases(tx, [caseId]);
    return unusedBytes(tx, [...files.map((one) => one.sha256), ...mailed]);
  }

  /** A mail that became this case keeps its day and its text; sender, raw message and files go. */
  private async mails(tx: Tx, caseId: string, strike: Strike): Promise<string[]> {
    const sums: string[] = [];
    for (const mail of await tx.findBy(MailRow, { caseId })) {
      const remains = { subject: strike.text(mail.subject), text: strike.text(mail.text), reason: mail.reason };
      sums.push(...(await forgetMail(tx, mail, remains, strike)));
    }
    return sums;
  }

  /** A note for many cases is also kept as it was ordered. */
  private async bulkNotes(tx: Tx, caseId: string, strike: Strike): Promise<void> {
    for (const { bulkId } of await tx.findBy(BulkItem, { caseId })) {
      const bulk = await tx.findOneByOrFail(BulkAction, { id: bulkId });
      const facts = strike.value(bulk.facts);
      if (facts.note !== bulk.facts.note) await tx.update(BulkAction, { id: bulkId }, { facts });
    }
  }

  private async strikeOut(
    tx: Tx,
    entity: EntityTarget<object>,
    columns: readonly string[],
    caseId: string,
    strike: Strike,
  ): Promise<void> {
    for (const row of (await tx.findBy(entity, { caseId })) as ({ id: string } & Record<string, unknown>)[]) {
      const struck = Object.fromEntries(columns.map((column) => [column, strike.value(row[column])]));
      const same = columns.every((column) => JSON.stringify(struck[column]) === JSON.stringify(row[column]));
      if (!same) await tx.update(entity, { id: row.id }, struck);
    }
  }
}
