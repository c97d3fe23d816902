import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, Not } from 'typeorm';
import { type BackPlanSettings, type CaseClock, type CaseFile, consultationDue } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { ConsultationRow } from '../entities';
import { change, insertAll, type Tx } from '../transactions';

/** Third parties that were asked. Every change of one is a move of its case, which `CaseBook.act` holds locked. */
@Injectable()
export class Consultations {
  async add(tx: Tx, row: ConsultationRow): Promise<void> {
    await insertAll(tx, ConsultationRow, [row]);
  }

  /** What came back, or that a reminder went out, beside the event that says so. */
  async note(
    tx: Tx,
    id: string,
    what: Partial<Pick<ConsultationRow, 'answer' | 'fileIds' | 'settledAt' | 'remindedAt'>>,
  ): Promise<void> {
    await change<ConsultationRow>(tx, ConsultationRow, { id }, what);
  }

  byId(tx: Tx, caseId: string, id: string): Promise<ConsultationRow | null> {
    return tx.findOneBy(ConsultationRow, { id, caseId });
  }

  ofCase(tx: Tx, caseId: string): Promise<ConsultationRow[]> {
    return tx.find(ConsultationRow, { where: { caseId }, order: { askedAt: 'ASC', id: 'ASC' } });
  }

  /** Those that wait and end by a day, the soonest first. */
  waiting(tx: Tx, until: LocalDate, limit: number, except: readonly string[] = []): Promise<ConsultationRow[]> {
    return tx.find(ConsultationRow, {
      where: {
        state: 'waiting',
        dueOn: LessThanOrEqual(until),
        ...(except.length > 0 ? { id: Not(In([...except])) } : {}),
      },
      order: { dueOn: 'ASC', id: 'ASC' },
      take: limit,
    });
  }
}

/** Makes the rows of a case's consultations say what its file says. */
export async function followConsultations(
  tx: Tx,
  caseId: string,
  file: CaseFile,
  clock: CaseClock,
  settings: BackPlanSettings,
): Promise<void> {
  if (file.consultations.length === 0) return;
  const select = { id: true, state: true, stance: true, dueOn: true };
  for (const row of await tx.find(ConsultationRow, { select, where: { caseId } })) {
    const one = file.consultations.find(({ id }) => id === row.id);
    if (!one) continue;
    const { state, stance } = one;
    const dueOn = state === 'waiting' ? consultationDue(one, clock, settings).dueOn : row.dueOn;
    if (row.state === state && row.stance === stance && row.dueOn === dueOn) continue;
    await change(tx, ConsultationRow, { id: row.id }, { state, stance, dueOn });
  }
}
