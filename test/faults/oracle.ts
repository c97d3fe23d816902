import { otherClock } from '../support/other-clock';
import { civil, julian, otherCalendar } from '../support/other-days';
import { type Audience, DAY_RUNGS, HOUR_RUNGS, HOURS, type OtherRung } from './other-ladder';
import type { CaseTruth, Standing, TownTruth } from './truth';

/*
 * When each rung may speak, and to whom, worked out a second time: days as Julian numbers, the clock of the law by the other
 * implementation of the tests, hours by the time zone of the machine's own tables. No line of it comes from the program.
 */

/** Official days off on weekdays, 2026 and 2027. */
const OFF = (
  '2026-01-01 2026-01-02 2026-01-07 2026-02-17 2026-03-20 2026-04-06 2026-04-09 2026-04-13 2026-05-01 2026-05-11 ' +
  '2026-05-27 2026-12-25 2027-01-01 2027-01-04 2027-01-07 2027-02-17 2027-03-10 2027-03-29 2027-04-09 2027-05-03 ' +
  '2027-05-04 2027-05-10 2027-05-17 2027-12-27'
).split(' ');
const calendar = otherCalendar(2026, 2027, OFF);

const inKosovo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short' });
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short', timeStyle: 'short' });

export const dayOf = (at: number): string => inKosovo.format(at);
export const plusDays = (day: string, days: number): string => civil(julian(day) + days);
export const isWorking = (day: string): boolean => calendar.nextWorking(julian(day)) === julian(day);

/** The instant at which the clock on the wall in Kosovo shows a day and a time. */
export function moment(day: string, time = '00:00'): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // One of the two offsets of the year makes the wall show it.
  const found = [1, 2].map((hours) => asUtc - hours * 3_600_000).find((at) => wall.format(at) === `${day} ${time}`);
  return found ?? asUtc - 3_600_000;
}

/** A rung of a case under one clock. */
export interface Instance {
  rung: OtherRung;
  version: string;
  /** The local day on which it falls due. */
  on: string;
  /** From this moment on it may speak. */
  at: number;
  dueOn: string;
}

const REGISTRATION = 'registration';

/** The rungs of a case as it stands. */
export function rungsOf(truth: CaseTruth, standing: Standing): Instance[] {
  if (standing.closed) return [];
  const clock = otherClock(
    {
      procedure: truth.kind === 'petition' ? 'petition.consider' : truth.urgent ? 'access.urgent' : 'access.decision',
      trigger: truth.receivedOn < truth.registeredOn ? truth.receivedOn : truth.registeredOn,
      receivedAt: truth.receivedAt,
      extended: standing.extended ? 'A' : undefined,
      rule: 'pauses',
      asked: standing.asked,
    },
    calendar,
  );
  const running = clock.state === 'running' ? clock : null;
  const procedure =
    truth.kind === 'petition' ? 'petition.consider' : truth.urgent ? 'access.urgent' : 'access.decision';
  const version = running ? `${procedure}:${running.dueAt ? new Date(running.dueAt).toISOString() : running.due}` : '';
  const ladder = truth.urgent ? HOUR_RUNGS : DAY_RUNGS;
  return ladder.flatMap((rung): Instance[] => {
    if (rung.whileUnassigned && standing.assigneeId !== null) return [];
    if (rung.track === 'silence' && truth.kind !== 'access-request') return [];
    const dueOn = running?.due ?? '9999-12-31';
    if (rung.from === 'receipt') return [hourly(rung, truth.receivedAt, REGISTRATION, dueOn)];
    if (rung.from === 'registration') return [daily(rung, truth.registeredOn, REGISTRATION, dueOn)];
    if (!running) return [];
    if (running.dueAt) return [hourly(rung, running.dueAt, version, dueOn)];
    return [daily(rung, running.due, version, dueOn)];
  });
}

function hourly(rung: OtherRung, from: number, version: string, dueOn: string): Instance {
  const at = from + rung.offset * (rung.unit === 'minute' ? 60_000 : 3_600_000);
  return { rung, version, on: dayOf(at), at, dueOn };
}

function daily(rung: OtherRung, from: string, version: string, dueOn: string): Instance {
  const on = plusDays(from, rung.offset);
  return { rung, version, on, at: mayspeak(rung, on, dueOn), dueOn };
}

/** What can wait, waits for a decent hour; nothing waits past the due day. */
function mayspeak(rung: OtherRung, on: string, dueOn: string): number {
  const begins = moment(on);
  const decent = HOURS[rung.track];
  if (!decent || on >= dueOn) return begins;
  const day = civil(calendar.nextWorking(julian(on)));
  return day > dueOn ? begins : moment(day, decent);
}

/** Whom a rung speaks to at a moment, for each of its audiences. */
export function audiencesOf(instance: Instance, standing: Standing, town: TownTruth, at: number): string[][] {
  return instance.rung.to.map((audience) => reached(audience, instance.rung, standing, town, dayOf(at)));
}

function reached(audience: Audience, rung: OtherRung, standing: Standing, town: TownTruth, day: string): string[] {
  if (audience === 'citizen') return ['citizen'];
  const inRole = (role: string): (string | null)[] => town.people.filter((one) => one.role === role).map((o) => o.id);
  const head = standing.directorateId === null ? null : (town.heads.get(standing.directorateId) ?? null);
  const first: Record<string, (string | null)[]> = {
    assignee: [standing.assigneeId],
    'directorate-head': [head],
    'on-call': [town.onCallId],
    'mayors-office': inRole('mayors-office'),
    'responsible-officer': inRole('responsible-officer'),
  };
  const ways = [
    first[audience] ?? [],
    ...(rung.unit === 'day' ? [] : [[town.onCallId]]),
    ...['responsible-officer', 'mayors-office', 'administrator'].map(inRole),
  ];
  for (const way of ways) {
    const present = way.flatMap((id) => (id === null ? [] : standIn(id, town, day)));
    if (present.length > 0) return [...new Set(present)];
  }
  return [];
}

/** The person, or whoever stands in today, and so on; nobody when all of them are away. */
function standIn(id: string, town: TownTruth, day: string, seen: readonly string[] = []): string[] {
  const away = town.away.find((one) => one.officialId === id && one.from <= day && day <= one.until);
  if (!away) return [id];
  if (away.standInId === null || seen.includes(away.standInId)) return [];
  return standIn(away.standInId, town, day, [...seen, id]);
}
