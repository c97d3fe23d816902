import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { readRungKey } from '../../core/alarms';
import type { AlarmAcknowledged } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { AlarmRow } from '../entities';
import type { Tx } from '../transactions';
import { CaseBook } from './case-book';
import { Notices } from './notices';

/** Who says "I have it" to what. */
export interface Acknowledgement {
  institutionId: string;
  caseId: string;
  /** The official who pressed it. */
  by: string;
  /** Those in whose place they may: themselves, and those for whom they stand in today. */
  officialIds: readonly string[];
  /** One notice's alarm; without it, all that the case asks of these officials. */
  alarmId?: string;
  now: Date;
}

/** What becomes of an escalation to which somebody says "I have it". */
@Injectable()
export class Acknowledging {
  constructor(
    private readonly book: CaseBook,
    private readonly notices: Notices,
  ) {}

  /**
   * Records "I have it": event `alarm-acknowledged` on the case, one for each rung; nobody else is asked for the same rung
   * any more, and it climbs no further. Returns how many rungs; 0 when nothing was asked of these officials, or somebody
   * else was faster. Throws `NoSuchCase`.
   */
  async acknowledge(
    tx: Tx,
    { institutionId, caseId, by, officialIds, alarmId, now }: Acknowledgement,
  ): Promise<number> {
    let count = 0;
    const actor = { kind: 'official' as const, id: by };
    await this.book.act(tx, { institutionId, caseId, actor, now }, async () => {
      const wanted = await this.notices.wantedOfCase(tx, officialIds, caseId);
      const asked = new Set(wanted.filter((one) => !alarmId || one.alarmId === alarmId).map((one) => one.alarmId));
      const alarms = await tx.findBy(AlarmRow, { caseId });
      const rungs = new Map<string, AlarmRow>();
      for (const one of alarms) {
        if (asked.has(one.id) && !one.acknowledgedAt) rungs.set(rungOfAlarm(one), one);
      }
      const same = alarms.filter((one) => rungs.has(rungOfAlarm(one))).map((one) => one.id);
      if (same.length > 0) {
        await tx.update(AlarmRow, { id: In(same) }, { acknowledgedAt: now, acknowledgedBy: by });
        await this.notices.settleAsked(tx, same, 'acknowledged');
      }
      count = rungs.size;
      return [...rungs.values()].map(({ id, rung, clockVersion }): AlarmAcknowledged => ({
        type: 'alarm-acknowledged',
        occurredOn: localDateOf(now),
        alarmId: id,
        rung,
        clockVersion,
      }));
    });
    return count;
  }
}

/** The escalation and its climbs are one. */
const rungOfAlarm = ({ clockVersion, rung }: AlarmRow): string => `${clockVersion} ${readRungKey(rung)?.base ?? rung}`;
