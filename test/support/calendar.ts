import ICAL from 'ical.js';
import type { TestApp } from './app';
import { type Client, readable } from './client';

/** An entry as a calendar program reads it; days as YYYY-MM-DD, instants as ISO 8601 UTC. */
export interface Entry {
  uid: string;
  sequence: number;
  stamp: string;
  summary: string;
  description: string;
  start: string;
  end: string;
  wholeDay: boolean;
  transparent: boolean;
  alarms: string[];
}

const written = (time: ICAL.Time): string => (time.isDate ? time.toString() : time.toJSDate().toISOString());

/** Reads an iCalendar with a library that has nothing to do with the one that wrote it. Throws where the text is broken. */
export function parseCalendar(text: string): { name: string; refresh: string; entries: Entry[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as never);
  const first = (name: string): string => String(calendar.getFirstPropertyValue(name));
  const entries = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      stamp: written(component.getFirstPropertyValue('dtstamp') as ICAL.Time),
      summary: event.summary,
      description: event.description,
      start: written(event.startDate),
      end: written(event.endDate),
      wholeDay: event.startDate.isDate,
      transparent: component.getFirstPropertyValue('transp') === 'TRANSPARENT',
      alarms: component
        .getAllSubcomponents('valarm')
        .map((alarm) => written(alarm.getFirstPropertyValue('trigger') as ICAL.Time)),
    };
  });
  // The library takes names that are not in RFC 5545 as they stand; their type is TEXT.
  const name = ICAL.Property.fromString(`SUMMARY:${first('name')}`).getFirstValue() as string;
  return { name, refresh: first('refresh-interval'), entries };
}

/** Makes an address on the account page, as an official does, and returns its path. */
export async function makeAddress(browser: Client): Promise<string> {
  await browser.get('/desk/account');
  const answer = await browser.post('/desk/account/calendar');
  if (answer.status !== 303) throw new Error(`No address was made: ${answer.status} ${readable(answer.text)}`);
  const page = await browser.get(answer.location!);
  const address = /https?:\/\/\S+(\/calendar\/[\w-]{43}\.ics)/.exec(readable(page.text))?.[1];
  if (!address) throw new Error(`No address on the page: ${page.status}`);
  return address;
}

/** What the calendar of an official says now. */
export async function calendarOf(app: TestApp, name: keyof TestApp['seed']['officials']): Promise<Entry[]> {
  const browser = app.client();
  await browser.signIn(app.seed.officials[name].email);
  return parseCalendar((await app.client().get(await makeAddress(browser))).text).entries;
}
