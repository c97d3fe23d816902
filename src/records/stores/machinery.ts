import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../core/law';
import { type AlarmState, AlarmRow, CaseRow, Institution, type MessageState, OutboxRow } from '../entities';
import type { Tx } from '../transactions';

/** How many there are in a state, and since when the oldest of them is there. */
export interface InState<State extends string> {
  state: State;
  count: number;
  oldest: Date | null;
}

/** The cases of an institution that are open, and those of them that are overdue. */
export interface OpenCases {
  code: string;
  open: number;
  overdue: number;
}

type Counted<State> = { state: State; count: number | string; oldest: string | null };

/** How much work there is, in figures: no names, no references. Each is one grouped statement. */
@Injectable()
export class Machinery {
  async messages(tx: Tx): Promise<InState<MessageState>[]> {
    return read(
      await tx
        .createQueryBuilder(OutboxRow, 'm')
        .select('m.state', 'state')
        .addSelect('COUNT(*)', 'count')
        // Only of what waits: reading the day of everything that was ever sent would be slow.
        .addSelect("MIN(CASE WHEN m.state IN ('pending', 'sending') THEN m.createdAt END)", 'oldest')
        .groupBy('m.state')
        .getRawMany<Counted<MessageState>>(),
    );
  }

  async alarms(tx: Tx): Promise<InState<AlarmState>[]> {
    return read(
      await tx
        .createQueryBuilder(AlarmRow, 'a')
        .select('a.state', 'state')
        .addSelect('COUNT(*)', 'count')
        .addSelect("MIN(CASE WHEN a.state = 'planned' THEN a.createdAt END)", 'oldest')
        .groupBy('a.state')
        .getRawMany<Counted<AlarmState>>(),
    );
  }

  /** Since when the oldest message waits that is not sent yet; null when none waits. Costs what waits. */
  async oldestMessage(tx: Tx): Promise<Date | null> {
    const row = await tx
      .createQueryBuilder(OutboxRow, 'm')
      .select('MIN(m.createdAt)', 'oldest')
      .where("m.state IN ('pending', 'sending')")
      .getRawOne<{ oldest: string | null }>();
    return row?.oldest ? new Date(row.oldest) : null;
  }

  /** Messages and alarms of one institution that wait, and since when. Costs what waits. */
  async waiting(tx: Tx, institutionId: string): Promise<{ messages: Waiting; alarms: Waiting }> {
    const count = async (entity: typeof OutboxRow | typeof AlarmRow, states: readonly string[]): Promise<Waiting> => {
      const row = await tx
        .createQueryBuilder<OutboxRow | AlarmRow>(entity, 'w')
        .select('COUNT(*)', 'count')
        .addSelect('MIN(w.createdAt)', 'oldest')
        .where('w.state IN (:...states) AND w.institutionId = :institutionId', { states: [...states], institutionId })
        .getRawOne<Omit<Counted<string>, 'state'>>();
      return { count: Number(row?.count ?? 0), oldest: row?.oldest ? new Date(row.oldest) : null };
    };
    return {
      messages: await count(OutboxRow, ['pending', 'sending']),
      alarms: await count(AlarmRow, ['planned']),
    };
  }

  /** Of every institution, by its code. Costs what is open. */
  async cases(tx: Tx, today: LocalDate, now: Date): Promise<OpenCases[]> {
    const rows = await tx
      .createQueryBuilder(Institution, 'i')
      .leftJoin(CaseRow, 'c', 'c.institutionId = i.id AND c.isOpen = :open', { open: true })
      .select('i.code', 'code')
      .addSelect('COUNT(c.id)', 'open')
      .addSelect('COUNT(CASE WHEN c.dueOn < :today THEN 1 END)', 'overdue')
      .setParameter('today', today)
      .groupBy('i.code')
      .orderBy('i.code')
      .getRawMany<Record<'code' | 'open' | 'overdue', string>>();
    const hours = await this.overdueToday(tx, today, now);
    return rows.map(({ code, open, overdue }) => ({
      code,
      open: Number(open),
      overdue: Number(overdue) + (hours.get(code) ?? 0),
    }));
  }

  /** What runs in hours and ended earlier on this day. */
  private async overdueToday(tx: Tx, today: LocalDate, now: Date): Promise<Map<string, number>> {
    const rows = await tx
      .createQueryBuilder(Institution, 'i')
      .innerJoin(CaseRow, 'c', "c.institutionId = i.id AND c.isOpen = :open AND c.dueAt > '' AND c.dueAt < :now", {
        open: true,
        now: now.toISOString(),
      })
      .select('i.code', 'code')
      .addSelect('COUNT(*)', 'count')
      .where('c.dueOn = :today', { today })
      .groupBy('i.code')
      .getRawMany<{ code: string; count: string }>();
    return new Map(rows.map(({ code, count }) => [code, Number(count)]));
  }
}

export interface Waiting {
  count: number;
  oldest: Date | null;
}

const read = <State extends string>(rows: readonly Counted<State>[]): InState<State>[] =>
  rows.map(({ state, count, oldest }) => ({ state, count: Number(count), oldest: oldest ? new Date(oldest) : null }));
