import { type Calendar, CalendarUnknown, clockFor, type LocalDate, NoStatute, statuteFor, termFor } from '../law';

/** The name of a law as letters quote it, by language. */
export type LawTitle = Readonly<Record<'sq' | 'sr' | 'en', string>>;

/** Where the applicant can go, and until when. */
export interface RemedyFacts {
  body: 'aip' | 'ombudsperson';
  /** Null where no text names a number of days. */
  days: number | null;
  /** The last day in time (Europe/Belgrade); null without a number, or when no calendar of that year is known. */
  lastDay: LocalDate | null;
  law: LawTitle;
}

/**
 * The remedy against a refusal, full or partial, or against silence. The day of the refusal chooses the law: since Law
 * 06/L-081 every refusal goes to the Information and Privacy Agency (AIP) within 15 days, whatever the day of the request;
 * before it, Art. 10 of Law 03/L-215 sent applicants to the Ombudsperson. Null when no law of that day names anybody.
 */
export function remedyAgainst(refusedOn: LocalDate, calendar: Calendar): RemedyFacts | null {
  try {
    const { remedy, title } = statuteFor('access.decision', refusedOn);
    if (!remedy) return null;
    if (remedy.body === 'ombudsperson') {
      return { body: remedy.body, days: remedy.days, lastDay: null, law: title };
    }
    const { term } = termFor('complaint.file', refusedOn);
    return { body: remedy.body, days: term.length, lastDay: lastDayOf(refusedOn, calendar), law: title };
  } catch (error) {
    if (error instanceof NoStatute) return null;
    throw error;
  }
}

function lastDayOf(refusedOn: LocalDate, calendar: Calendar): LocalDate | null {
  try {
    return clockFor({ procedure: 'complaint.file', trigger: refusedOn, calendar }).dueOn;
  } catch (error) {
    if (error instanceof CalendarUnknown) return null;
    throw error;
  }
}
