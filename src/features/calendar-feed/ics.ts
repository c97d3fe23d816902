import ical, { escape, ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { addDays, type LocalDate } from '../../core/law';
import type { Lang } from '../../platform/views';
import type { FeedEvent } from './feed-events';

const HOUR = 3_600_000;
/** How soon a calendar program should look again, in seconds. */
export const LOOK_AGAIN = 3_600;

/** Alarms that the library writes in the middle of an entry, and what follows them. */
const ALARMS = /((?:BEGIN:VALARM\r\n(?:.*\r\n)*?END:VALARM\r\n)+)((?:(?!BEGIN:|END:).*\r\n)*)(?=END:VEVENT)/g;

/** An iCalendar (RFC 5545) of some entries: UTF-8, lines of at most 75 octets ended by CRLF. The same in, the same out. */
export function writeCalendar(name: string, lang: Lang, events: readonly FeedEvent[]): string {
  const calendar = ical({
    // The library writes the name as it is; everything else it escapes itself.
    name: escape(name, false),
    prodId: { company: 'Qasja', product: 'Deadlines', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN,
  });
  for (const event of events) {
    const { uid, sequence, stampedAt, summary, description, alarms } = event;
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: stampedAt,
      lastModified: stampedAt,
      ...spanOf(event),
      summary,
      description,
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: alarms.map((trigger) => ({ type: ICalAlarmType.display, trigger, description: summary })),
    });
  }
  // The standard wants the alarms of an entry after its properties, and an end to the last line.
  return `${calendar.toString().replace(ALARMS, '$2$1')}\r\n`;
}

function spanOf({ when }: FeedEvent): { start: Date; end: Date; allDay: boolean } {
  if ('until' in when) return { start: new Date(when.until.getTime() - HOUR), end: when.until, allDay: false };
  // Without a time zone the library reads the day of a date in UTC; the end of a whole day is the day after it.
  return { start: midnight(when.day), end: midnight(addDays(when.day, 1)), allDay: true };
}

const midnight = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);
