import { setTimeout as pause } from 'node:timers/promises';
import type { FaultyHouse } from './house';
import type { Stillness } from './truth';

const MINUTE_MS = 60_000;
/** Longer than this nothing that is mended may take. */
const PATIENCE_MS = 240_000;
/** A letter in hand that has not moved for so long is in the hand of a process that died; an alarm has lost its job. */
const MOTIONLESS_MS = 6_000;
/** Letters in hand are waited for, but for no longer than a mail server hangs. */
const PUT_DOWN_WITHIN_MS = 40_000;
/** An alarm whose job was lost is looked for after two minutes: it need not take as long here. */
const LOST_AFTER_MS = 2 * MINUTE_MS;
/** The moment of a telling is taken before its commit. */
const COMMITTED_MS = 500;

interface Open {
  /** Cases that a sweep still has to look at: on PostgreSQL one passes over what another holds. */
  due: number;
  planned: number;
  waiting: number;
  failed: string[];
  /** When the next of what waits may be tried; null when nothing waits for a later moment. */
  next: number | null;
  /** Ids of letters in hand, and of alarms that wait to be told. */
  inHand: string;
  untold: string;
  /** When the last alarm was told: the mail of that morning is written by a look after it. */
  toldAt: number;
}

/**
 * Waits until the machinery has looked at everything, and has said and sent what it found. What waits for a later moment,
 * because it was refused or its sender died, gets that moment: the clock is put forward. Throws when it never comes to rest.
 *
 * @param retry what becomes of letters that were given up
 */
export async function untilStill(
  house: FaultyHouse,
  retry: (failed: readonly string[]) => Promise<unknown>,
): Promise<Stillness> {
  const { time } = house;
  const began = performance.now();
  let since = time.now().getTime();
  let hand = { inHand: '', at: performance.now() };
  let untold = { ids: '', at: performance.now() };
  for (;;) {
    const looked = await lastLook(house);
    const open = await whatIsOpen(house, time.now().getTime());
    if (open.inHand !== hand.inHand || house.mail.inHand > 0) hand = { inHand: open.inHand, at: performance.now() };
    if (open.untold !== untold.ids) untold = { ids: open.untold, at: performance.now() };
    const nothing = open.due === 0 && open.planned === 0 && open.waiting === 0 && open.failed.length === 0;
    if (nothing && looked > Math.max(since, open.toldAt + COMMITTED_MS))
      return { looked: since, at: time.now().getTime() };
    // What was found since is said and sent, and another look must find nothing more.
    if (!nothing) since = time.now().getTime();
    if (open.failed.length > 0) await retry(open.failed);
    const motionless = performance.now() - hand.at > MOTIONLESS_MS;
    if (open.next !== null && (open.inHand === '' || motionless)) {
      time.set(new Date(Math.min(open.next, time.now().getTime() + 60 * MINUTE_MS) + 1_000));
      hand = { inHand: '', at: performance.now() };
    }
    if (open.untold !== '' && open.inHand === '' && performance.now() - untold.at > MOTIONLESS_MS) {
      time.set(new Date(time.now().getTime() + LOST_AFTER_MS));
      untold = { ids: open.untold, at: performance.now() };
    }
    if (performance.now() - began > PATIENCE_MS) throw new Error(`It never came to rest: ${JSON.stringify(open)}`);
    await pause(150);
  }
}

/** Waits until no letter is in anybody's hand, but in that of somebody who died: such a letter does not move. */
export async function untilPutDown(house: FaultyHouse): Promise<void> {
  const { mail, time } = house;
  let [before, since] = ['', performance.now()];
  for (const began = since; performance.now() - began < PUT_DOWN_WITHIN_MS; await pause(150)) {
    const { inHand } = await whatIsOpen(house, time.now().getTime());
    if (inHand === '' && mail.inHand === 0) return;
    if (inHand !== before || mail.inHand > 0) [before, since] = [inHand, performance.now()];
    else if (performance.now() - since > MOTIONLESS_MS) return;
  }
}

async function lastLook({ source }: FaultyHouse): Promise<number> {
  const rows = await source.query<{ at: string }[]>("SELECT at FROM heartbeats WHERE name = 'sweep'");
  return rows[0] ? Date.parse(rows[0].at) : 0;
}

async function whatIsOpen({ source }: FaultyHouse, now: number): Promise<Open> {
  const ask = (sql: string): Promise<Record<string, string>[]> => source.query(sql);
  const moment = new Date(now).toISOString();
  const due = await ask(`SELECT id FROM case_files WHERE is_open AND next_rung_at <= '${moment}' LIMIT 1`);
  const alarms = await ask("SELECT id, try_at FROM alarms WHERE state IN ('planned', 'set-aside')");
  const letters = await ask(
    "SELECT id, state, next_attempt_at FROM outbox WHERE state IN ('pending', 'sending', 'failed')",
  );
  const [told] = await ask('SELECT max(settled_at) AS at FROM alarms');
  const moments = [
    ...alarms.map((one) => (one.try_at ? Date.parse(one.try_at) : now)),
    ...letters.filter((one) => one.state !== 'failed').map((one) => Date.parse(one.next_attempt_at ?? '')),
  ];
  const later = moments.length > 0 && moments.every((at) => at > now);
  const of = (state: string): string[] => letters.filter((one) => one.state === state).map((one) => one.id ?? '');
  return {
    due: due.length,
    planned: alarms.length,
    waiting: of('pending').length + of('sending').length,
    failed: of('failed'),
    next: later ? Math.min(...moments) : null,
    inHand: of('sending').sort().join(' '),
    untold: alarms
      .map((one) => one.id)
      .sort()
      .join(' '),
    toldAt: told?.at ? Date.parse(told.at) : 0,
  };
}
