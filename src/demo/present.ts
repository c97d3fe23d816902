import type { Kind } from '../core/casefile';
import { addDays, type LocalDate, localDateOf, type Procedure } from '../core/law';
import { instantOf } from '../platform/intake';
import { isOpen, openFrom, receivedFor, workingDays } from './days';
import type { Filing } from './filing';
import type { Who } from './municipality';
import type { OfficeWork } from './office-work';
import type { Story } from './story';
import type { Desk } from './texts/topic';

const HOUR = 3_600_000;

/** What lies on the desks now: due soon, today, too late, nobody's, urgent, asked back, extended, being considered. */
export function present(now: Date, filing: Filing, work: OfficeWork): Story[] {
  const today = localDateOf(now);
  const stories: Story[] = [];
  const add = (story: Story): Story => {
    stories.push(story);
    return story;
  };
  /** Open and due on a day: received as late as that allows. Null where no day of receipt leads there. */
  const due = (on: LocalDate, kind: Kind = 'access-request', to?: Who): Story | null => {
    const [procedure, length] = CLOCKS[kind];
    const received = receivedFor(procedure, on, length, addDays(today, -1));
    if (!received) return null;
    const story = add(filing.on(kind, received, 'web'));
    work.assign(story, to, openFrom(addDays(received, 1)));
    return story;
  };

  const first = openFrom(today);
  const ahead = (n: number): LocalDate => workingDays(first, n);
  const soon = [0, 0, 1, 1, 2, 3, 3, 4, 4].flatMap((n) => due(ahead(n)) ?? []);
  for (const n of [0, 3, 4]) due(ahead(n), 'access-request', 'officer');
  // On a day of rest nothing falls due; then the next two days of work are fuller.
  if (!isOpen(today)) due(ahead(1));
  const late = [-1, -2, -5].flatMap((n) => due(workingDays(today, n)) ?? []);
  inside(soon, late, work);

  const asked = due(ahead(2));
  if (asked) work.clarify(asked, work.workerFor(asked), openFrom(addDays(asked.receivedOn, 2)), false);
  const answered = due(ahead(1));
  if (answered) work.clarify(answered, work.workerFor(answered), openFrom(addDays(answered.receivedOn, 1)));
  for (const ago of [6, 9]) {
    const story = add(filing.on('access-request', addDays(today, -ago), 'web'));
    const assigned = work.assign(story);
    // Extended on the last day of work before its first deadline.
    const last = workingDays(addDays(story.receivedOn, 7), -1);
    work.extend(story, work.workerFor(story), last > assigned ? last : assigned);
  }

  unassigned(now, filing, add);
  urgent(today, filing, work, add);
  considering(today, filing, work, add, due);
  return stories;
}

/** What goes to and fro inside the house and with applicants: asked and awaited, answered, too late; written and answered. */
function inside(soon: readonly Story[], late: readonly Story[], work: OfficeWork): void {
  /** The second day of work after it was given to somebody. */
  const then = ({ receivedOn }: Story): LocalDate => workingDays(openFrom(addDays(receivedOn, 1)), 1);
  const asked: readonly (readonly [Story | undefined, readonly Desk[], Who?])[] = [
    [soon[0], ['budget', 'urbanism'], 'budgetHead'],
    [soon[2], ['urbanism']],
    [soon[4], ['budget', 'education']],
    [late[0], ['education']],
  ];
  for (const [story, desks, answered] of asked) {
    if (story) work.askDirectorates(story, desks, then(story), answered);
  }
  for (const [story, answered] of [
    [soon[1], true],
    [soon[3], false],
    [late[1], true],
  ] as const) {
    if (story) work.write(story, then(story), answered);
  }
}

const CLOCKS: Record<Kind, readonly [Procedure, length: number]> = {
  'access-request': ['access.decision', 7],
  petition: ['petition.consider', 60],
  'citizen-initiative': ['initiative.consider', 60],
  'citizen-request': ['citizen-request.consider', 60],
};

/** Two of this morning, and one that has been lying since the day before yesterday. */
function unassigned(now: Date, filing: Filing, add: (story: Story) => Story): void {
  for (const ago of [55, 1.4, 0.4]) {
    const at = new Date(now.getTime() - ago * HOUR);
    add(filing.at('access-request', at, localDateOf(at)));
  }
}

/** Life or liberty: 48 hours. One falls due late this evening, one tomorrow in the afternoon; one was answered in time. */
function urgent(today: LocalDate, filing: Filing, work: OfficeWork, add: (story: Story) => Story): void {
  for (const [ago, time] of [
    [2, '22:50'],
    [1, '16:40'],
  ] as const) {
    const day = addDays(today, -ago);
    const at = instantOf(day, time);
    const story = add(filing.at('access-request', at, day, true));
    const soon = new Date(at.getTime() + HOUR / 4);
    story.steps.push({ at: soon, by: 'officer', move: 'assign', fields: {}, person: work.workerFor(story) });
  }
  const before = workingDays(today, -48);
  const story = add(filing.at('access-request', instantOf(before, '09:12'), before, true));
  work.assign(story);
  work.decide(story, work.workerFor(story), 'granted', workingDays(before, 1));
}

/** Petitions and the like: waiting for the Assembly, or considered and waiting for their notice. */
function considering(
  today: LocalDate,
  filing: Filing,
  work: OfficeWork,
  add: (story: Story) => Story,
  due: (on: LocalDate, kind: Kind) => Story | null,
): void {
  due(workingDays(today, 2), 'petition');
  due(workingDays(today, -3), 'citizen-request');
  due(workingDays(today, 6), 'citizen-initiative');
  for (const [kind, ago] of [
    ['petition', 12],
    ['petition', 31],
    ['citizen-request', 3],
    ['citizen-request', 18],
    ['citizen-request', 27],
    ['citizen-initiative', 22],
  ] as const) {
    work.assign(add(filing.on(kind, addDays(today, -ago))));
  }
  for (const [kind, ago, after] of [
    ['petition', 50, 38],
    ['citizen-request', 44, 35],
  ] as const) {
    work.consider(add(filing.on(kind, addDays(today, -ago))), after, null);
  }
}
