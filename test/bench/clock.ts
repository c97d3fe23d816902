import { type CaseEvent, replay } from '../../src/core/casefile';
import { addDays, clockFor, type ClockQuestion, type LocalDate, localDate, nationalCalendar } from '../../src/core/law';
import { historyOf, type Step } from '../support/random-history';
import { type Line, middleOf, rate } from './measure';

const CLOCKS = 200_000;
const REPLAYS = 20_000;

/** Questions as a municipality has them: most of them plain requests, some extended, some paused, some petitions. */
const kinds: readonly Pick<ClockQuestion, 'procedure' | 'extended' | 'clarification'>[] = [
  { procedure: 'access.decision' },
  { procedure: 'access.decision' },
  { procedure: 'access.decision', clarification: 'pauses' },
  { procedure: 'access.decision', extended: { reading: 'A' } },
  { procedure: 'complaint.reply' },
  { procedure: 'petition.notice' },
];

function question(index: number): ClockQuestion {
  const trigger: LocalDate = addDays(localDate('2019-07-19'), index % 2900);
  const pauses = [{ from: addDays(trigger, 2), until: addDays(trigger, 5) }];
  return { ...(kinds[index % kinds.length] ?? kinds[0]!), trigger, calendar: nationalCalendar, pauses };
}

/** A case to which fifty things happened: questions, an offer, a correction, a decision, a complaint, notes. */
function fiftyEvents(): CaseEvent[] {
  for (let seed = 1; ; seed += 1) {
    const steps = Array.from({ length: 120 }, (_, i): Step => ({
      move: (seed * 7919 + i * 104_729) % 997,
      after: i % 2,
      late: 0,
      choice: seed + i,
    }));
    const events = historyOf(seed, 0, false, steps);
    if (events.length >= 50 && new Set(events.map(({ type }) => type)).size >= 12) return events.slice(0, 50);
  }
}

/** Deadlines with their passports, and cases told from their events; one core, no database. */
export async function benchClock(): Promise<Line[]> {
  const questions = Array.from({ length: CLOCKS }, (_, i) => question(i));
  let days = 0;
  const count = (): Promise<void> => {
    for (const one of questions) days += clockFor(one).passport.days.length;
    return Promise.resolve();
  };
  await count();
  const perSecond = CLOCKS / ((await middleOf(5, count)) / 1000);

  const events = fiftyEvents();
  const tell = (): Promise<void> => {
    for (let i = 0; i < REPLAYS; i += 1) days += replay(events).clarifications.length;
    return Promise.resolve();
  };
  await tell();
  const micros = ((await middleOf(5, tell)) / REPLAYS) * 1000;
  if (days === 0) throw new Error('Nothing was counted.');
  return [
    {
      what: 'due day with its passport, one core',
      measured: rate(perSecond),
      asked: '> 200,000 /s',
      met: perSecond > 200_000,
    },
    {
      what: 'replay of a case of 50 events',
      measured: `${micros.toFixed(1)} µs`,
      asked: '< 50 µs',
      met: micros < 50,
    },
  ];
}
