import { setTimeout as pause } from 'node:timers/promises';
import type { randomFrom } from '../support/random-cases';
import type { FaultyHouse } from './house';
import type { Mood } from './mail-server';

type Random = ReturnType<typeof randomFrom>;

/** What can go wrong, and how often among a hundred faults. */
const WEIGHTS = {
  'kill -9 of a worker': 24,
  'kill -9 of the web process': 12,
  'kill -9 of Redis': 12,
  FLUSHALL: 10,
  'SMTP 4xx': 6,
  'SMTP 5xx': 6,
  'SMTP hangs': 5,
  'SMTP cuts': 6,
  'mail server gone': 4,
  'clock jumps': 4,
  'database locked': 8,
  'mail folder full': 3,
} as const;

export type FaultKind = keyof typeof WEIGHTS;
export const FAULT_KINDS = Object.keys(WEIGHTS) as FaultKind[];

/** So many faults (at least one of every kind, where there are any), in a random order. */
export function drawFaults(count: number, random: Random): FaultKind[] {
  if (count === 0) return [];
  const sum = Object.values(WEIGHTS).reduce((all, one) => all + one, 0);
  const each = FAULT_KINDS.flatMap((kind): FaultKind[] =>
    Array.from({ length: Math.max(1, Math.floor((WEIGHTS[kind] * count) / sum)) }, () => kind),
  );
  while (each.length < count) each.push('kill -9 of a worker');
  const drawn = fewer(each, Math.max(count, FAULT_KINDS.length));
  for (let i = drawn.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [drawn[i], drawn[j]] = [drawn[j] as FaultKind, drawn[i] as FaultKind];
  }
  return drawn;
}

/** Of the kinds that there are most of some are left out, until there are so many. */
function fewer(each: readonly FaultKind[], count: number): FaultKind[] {
  const left = [...each];
  const timesOf = (kind: FaultKind): number => left.filter((one) => one === kind).length;
  while (left.length > count) {
    const most = FAULT_KINDS.reduce((a, b) => (timesOf(b) > timesOf(a) ? b : a));
    left.splice(left.indexOf(most), 1);
  }
  return left;
}

const MOODS: Partial<Record<FaultKind, Mood>> = {
  'SMTP 4xx': 'later',
  'SMTP 5xx': 'never',
  'SMTP hangs': 'hang',
  'SMTP cuts': 'cut',
};

/** What concerns the same thing goes one after the other: a mail server has one mood at a time. */
export function laneOf(kind: FaultKind): string {
  if (MOODS[kind] || kind === 'mail server gone') return 'mail';
  return kind === 'kill -9 of Redis' || kind === 'FLUSHALL' ? 'redis' : kind;
}

/** Lets one thing go wrong for a while, and mends it. The clock's jumps are the campaign's own. */
export async function inject(kind: FaultKind, house: FaultyHouse, random: Random): Promise<void> {
  const some = (from: number, to: number): number => from + random.below(to - from);
  await pause(some(0, 1_500));
  const mood = MOODS[kind];
  if (mood) {
    house.mail.mood = mood;
    // Once in a while the server hangs for longer than a sender waits.
    await pause(mood === 'hang' && random.below(4) === 0 ? 27_000 : some(1_000, 5_000));
    house.mail.mood = 'accept';
    if (mood === 'hang') house.mail.breakAll();
    return;
  }
  switch (kind) {
    case 'kill -9 of a worker':
      await house.fleet.kill('worker', random.below(100), some(0, 1_500));
      return;
    case 'kill -9 of the web process':
      await house.fleet.kill('web', 0, some(0, 1_000));
      return;
    case 'kill -9 of Redis':
      await house.redis.kill();
      await pause(some(0, 4_000));
      await house.redis.start();
      return;
    case 'FLUSHALL':
      await house.redis.empty();
      return;
    case 'mail server gone':
      await house.mail.gone();
      await pause(some(1_000, 6_000));
      await house.mail.open();
      return;
    case 'database locked':
      await lockDatabase(house, some(1_000, 12_000));
      return;
    case 'mail folder full':
      await fillMailFolder(house, some(2_000, 5_000));
      return;
    default:
      return;
  }
}

/** Another program writes in the database and takes its time; a PostgreSQL cuts every connection after it. */
async function lockDatabase(house: FaultyHouse, forMs: number): Promise<void> {
  await house.locker.transaction(async (tx) => {
    if (house.database === 'postgres') await tx.query('LOCK TABLE case_files, alarms, outbox IN ACCESS EXCLUSIVE MODE');
    await tx.query('UPDATE institutions SET active = active');
    await pause(forMs);
  });
  // What waited for the lock loses its connection, and what it had written in its transaction.
  if (house.database === 'postgres') await house.cutConnections();
}

/** Workers that write their letters into the mail folder, whose disk is full for a while. */
async function fillMailFolder(house: FaultyHouse, forMs: number): Promise<void> {
  await house.fleet.restartWorkers({ SMTP_URL: '' });
  await pause(2_000);
  house.fillDisk(true);
  await pause(forMs);
  house.fillDisk(false);
  await pause(2_000);
  await house.fleet.restartWorkers({ SMTP_URL: house.mail.url });
  await house.emptyMailFolder();
}
