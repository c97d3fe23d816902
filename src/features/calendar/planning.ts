import { randomUUID } from 'node:crypto';
import type { ClockBasis } from '../../core/casefile';
import {
  type CalendarChange,
  calendarOf,
  type CalendarRefusal,
  type CalendarYear,
  calendarYears,
  changeCalendar,
  changedDays,
  type LocalDate,
  localDate,
  nationalCalendar,
  newerTable,
} from '../../core/law';
import { type ClockBasisRow, NO_DUE_DAY, yearsOf } from '../../records';
import { describe, type DescribedChange } from './described';

/** What is asked for: a change by hand, or what a newer program brings (`take` its days, or `keep` one's own). */
export type Asked = CalendarChange | { type: 'national'; answer: 'take' | 'keep' | 'add-years' };

/** Another calendar for an institution, not yet written. */
export interface Planned {
  /** As it would be recorded, but for who and when. */
  row: Omit<ClockBasisRow, 'byId' | 'recordedAt'>;
  other: ClockBasis;
  described: DescribedChange;
  /** The days that become days off, or working days. */
  days: LocalDate[];
  /** Cases whose dates end before this day stay as they are. */
  from: LocalDate;
}

export type Planning = { ok: true; planned: Planned } | { ok: false; refused: CalendarRefusal };

/** What a change would make of the calendar that the institution counts by. */
export function plan(present: ClockBasisRow, basis: ClockBasis, asked: Asked): Planning {
  const years = yearsOf(present);
  if (asked.type === 'national') return { ok: true, planned: planNational(present, basis, years, asked.answer) };
  const changed = changeCalendar(years, asked);
  if (!changed.ok) return changed;
  const described = describe(years, asked);
  return { ok: true, planned: planned(present, basis, changed.years, described, present.nationalVersion) };
}

function planNational(
  present: ClockBasisRow,
  basis: ClockBasis,
  years: readonly CalendarYear[],
  answer: 'take' | 'keep' | 'add-years',
): Planned {
  const { added, taken, newYears, differences } = newerTable(years, calendarYears);
  const { version } = nationalCalendar;
  const take = answer === 'take';
  const settled = answer !== 'add-years' || differences.length === 0;
  const described: DescribedChange = {
    type: 'national',
    version,
    years: newYears,
    days: take ? differences.length : 0,
    ...(answer === 'keep' ? { kept: true } : {}),
  };
  // Days that wait for an administrator's answer leave the old name in place, so that they are offered again.
  return planned(present, basis, take ? taken : added, described, settled ? version : present.nationalVersion);
}

function planned(
  present: ClockBasisRow,
  basis: ClockBasis,
  years: CalendarYear[],
  described: DescribedChange,
  nationalVersion: string,
): Planned {
  const id = randomUUID();
  const number = present.number + 1;
  const calendarVersion = `${nationalVersion}+${number}`;
  const calendar = calendarOf(calendarVersion, years);
  const { institutionId, settings } = present;
  const days = changedDays(basis.calendar, calendar);
  const isLonger = calendar.lastDay > basis.calendar.lastDay;
  const further = isLonger ? localDate(`${Number(basis.calendar.lastDay.slice(0, 4)) + 1}-01-01`) : NO_DUE_DAY;
  return {
    row: { id, institutionId, number, calendarVersion, nationalVersion, years, settings, change: { ...described } },
    other: { id, number, calendar, settings },
    described,
    days,
    from: days[0] ?? further,
  };
}
