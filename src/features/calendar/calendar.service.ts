import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../core/casefile';
import { type CalendarRefusal, localDateOf } from '../../core/law';
import {
  Administration,
  AlarmRules,
  backPlanSettings,
  Bases,
  ClosedCases,
  DueDays,
  type HouseEvent,
  type MovedAlarm,
  movedAlarms,
  type MovedCase,
  People,
  type TouchedCases,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { Recounting } from '../../platform/recount';
import { Relay } from '../../platform/relay';
import { type Asked, plan, type Planned } from './planning';

/** A case that would move, and its alarms with it. */
export interface PreviewedCase extends Pick<MovedCase, 'row' | 'events' | 'lifted'> {
  alarms: MovedAlarm[];
}

/** What a change would do, with nothing written. */
export interface Preview {
  planned: Planned;
  /** The basis that it was worked out against. */
  basisId: string;
  moved: PreviewedCase[];
  touched: TouchedCases;
}

/** `rejudges`: decided cases ran across a changed day that is past; `count` is their number. */
export type Refused = { ok: false; refused: CalendarRefusal | { field: string; code: 'rejudges'; count: number } };
export type Previewed = { ok: true; preview: Preview } | Refused;
/** `stale`: somebody changed the calendar or the settings since the preview. */
export type Applied = { ok: true; moved: number } | { ok: false; stale: true } | Refused;

type Settle = (tx: Tx, moved: number) => Promise<void>;

/** Changes the calendar of an institution: shows first, then does it in one transaction. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly transactions: Transactions,
    private readonly administration: Administration,
    private readonly people: People,
    private readonly bases: Bases,
    private readonly rules: AlarmRules,
    private readonly dueDays: DueDays,
    private readonly closed: ClosedCases,
    private readonly recounting: Recounting,
    private readonly relay: Relay,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async preview(institutionId: string, asked: Asked): Promise<Previewed> {
    const { reader } = this.transactions;
    const now = this.clock.now();
    const today = localDateOf(now);
    const institution = await this.people.institution(reader, institutionId);
    const row = await this.bases.row(reader, institution);
    const present = await this.bases.of(reader, institution);
    const planning = plan(row, present, asked);
    if (!planning.ok) return planning;
    const { planned } = planning;
    const { other, days, from } = planned;
    const touched = await this.closed.touched(reader, institutionId, present, other, days, today);
    if (touched.rejudged > 0) return rejudges(asked, touched);
    const moved: PreviewedCase[] = [];
    const by = {
      policy: await this.rules.of(reader, institution),
      backPlan: backPlanSettings(institution.settings),
      before: present.calendar,
      after: other.calendar,
    };
    await this.dueDays.compare(reader, institutionId, { present, other, why: 'calendar', today, from }, (page) => {
      for (const one of page) {
        const { row: of, events, lifted } = one;
        if (events.length > 0) moved.push({ row: of, events, lifted, alarms: movedAlarms(one, now, by) });
      }
    });
    return { ok: true, preview: { planned, basisId: row.id, moved, touched } };
  }

  /**
   * @param basisId what the person saw; undefined where nobody looked
   * @param told how many open cases were looked at
   * @param settle joins the transaction in which the calendar is changed; when it throws, nothing stays
   */
  async apply(
    institutionId: string,
    actor: Actor,
    asked: Asked,
    basisId?: string,
    { told, settle }: { told?: (done: number, total: number) => void; settle?: Settle } = {},
  ): Promise<Applied> {
    let messageIds: string[] = [];
    const applied = await this.transactions.run(async (tx): Promise<Applied> => {
      const now = this.clock.now();
      const institution = await this.administration.lockInstitution(tx, institutionId);
      if (basisId !== undefined && basisId !== institution.basisId) return { ok: false, stale: true };
      const row = await this.bases.row(tx, institution);
      const present = await this.bases.of(tx, institution);
      const planning = plan(row, present, asked);
      if (!planning.ok) return planning;
      const { row: next, other, days, from, described } = planning.planned;
      const touched = await this.closed.touched(tx, institutionId, present, other, days, localDateOf(now));
      if (touched.rejudged > 0) return rejudges(asked, touched);
      const byId = actor.kind === 'official' ? actor.id : null;
      const event = (casesMoved: number): HouseEvent => ({
        type: 'calendar.changed',
        occurredOn: localDateOf(now),
        basisId: next.id,
        change: described,
        casesMoved,
      });
      const recount = await this.recounting.replace(
        tx,
        institution,
        { ...next, byId, recordedAt: now },
        {
          ...{ why: 'calendar', actor, now, from, told },
          also: (moved) => [{ caseId: null, actor, event: event(moved.length) }],
        },
        { ...described },
      );
      messageIds = recount.messageIds;
      await settle?.(tx, recount.moved);
      return { ok: true, moved: recount.moved };
    });
    this.relay.nudge(messageIds, 'patient');
    return applied;
  }
}

const DAY_FIELD: Partial<Record<Asked['type'], string>> = { move: 'to', national: 'answer' };

const rejudges = ({ type }: Asked, { rejudged }: TouchedCases): Refused => ({
  ok: false,
  refused: { field: DAY_FIELD[type] ?? 'day', code: 'rejudges', count: rejudged },
});
