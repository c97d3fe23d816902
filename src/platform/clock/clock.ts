import { localDateOf, type LocalDate } from '../../core/law';

/** Where the time comes from. Everything else in the house is handed a time and never asks for it. */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** The present day in Europe/Belgrade, the zone in which the law counts. */
  today(): LocalDate;
}

/**
 * The clock of the machine.
 *
 * With `startAt` it starts at that instant and runs on at its natural pace: how a demonstration or a test
 * lets nine days pass. Refused in production by the configuration.
 */
export function systemClock(startAt?: Date): Clock {
  const ahead = startAt ? startAt.getTime() - Date.now() : 0;
  const now = (): Date => new Date(Date.now() + ahead);
  return { now, today: () => localDateOf(now()) };
}
