import type { Calendar } from './calendar';
import { termFor } from './choose';
import { addDays, type LocalDate } from './local-date';
import { localDateOf } from './local-time';
import { citeOf, type Passport, passportOf } from './passport';
import type { PassportDay } from './passport-day';
import { passportDay } from './walk';

const HOUR = 3_600_000;

/**
 * "Within forty-eight (48) hours": the moment until which a reply is in time when a document is needed to protect the life
 * or liberty of a person. Hours that pass, whatever the clock on the wall does, and whatever day it is. Throws NoStatute.
 */
export function urgentDueAt(receivedAt: Date): Date {
  const { term } = termFor('access.urgent', localDateOf(receivedAt));
  return new Date(receivedAt.getTime() + term.length * HOUR);
}

/**
 * The local days (Europe/Belgrade) that the hours touch; nothing rolls. Hours hang on no table of days off, so they run on
 * into a year that nobody has published: such a day only carries no word about offices. Throws NoStatute.
 */
export function urgentPassport(receivedAt: Date, calendar: Calendar): Passport {
  const trigger = localDateOf(receivedAt);
  const { statute, term } = termFor('access.urgent', trigger);
  const last: LocalDate = localDateOf(urgentDueAt(receivedAt));
  const days: PassportDay[] = [];
  for (let day = trigger; day <= last; day = addDays(day, 1)) {
    const known = calendar.firstDay <= day && day <= calendar.lastDay;
    const count = days.length;
    days.push(known ? passportDay(day, count, 'counted', calendar) : { day, count, reason: 'counted' });
  }
  return passportOf(term.procedure, days, citeOf(statute, term), calendar);
}
