import {
  acceptForward,
  answerByOf,
  answerClarification,
  answerTask,
  apply,
  askClarification,
  askTask,
  assign,
  type CaseEvent,
  type CaseFile,
  clockOf,
  consider,
  decide,
  DEFAULT_CLOCK_SETTINGS,
  DEFAULT_HANDSHAKE_DAYS,
  extend,
  offerForward,
  open,
  type Outcome,
  register,
  sendMessage,
  type WeighedGround,
} from '../../src/core/casefile';
import { addDays, type LocalDate, localDate, localDateOf, nationalCalendar } from '../../src/core/law';
import { type Step, storiesUntil, type Story } from '../../src/demo/index';
import { instantOf } from '../../src/platform/intake';

/** A demonstration begins on whatever day somebody is curious: no plan may run into a refusal of the rules. */
describe('The stories of the demonstration', () => {
  it.each([
    ['2026', '2026-01-01', '10:20'],
    ['2026, in the night', '2026-01-03', '00:10'],
    ['2027', '2027-01-02', '23:40'],
    ['2028, for which no calendar is known', '2028-01-01', '10:20'],
  ])('follow the rules, whatever the day of %s', (_, first, time) => {
    for (let day = localDate(first); day < addDays(localDate(first), 360); day = addDays(day, 11)) {
      const now = instantOf(day, time);
      const stories = storiesUntil(now).filter((story) => story.filedAt <= now);
      expect(stories.length).toBeGreaterThan(215);
      for (const story of stories) expect(() => live(story, now)).not.toThrow();
    }
  });

  it('are the same every time, relative to the day', () => {
    const once = storiesUntil(instantOf(localDate('2026-10-13'), '10:20'));
    expect(storiesUntil(instantOf(localDate('2026-10-13'), '10:20'))).toEqual(once);
  });
});

function live(story: Story, now: Date): CaseFile {
  const registeredOn = localDateOf(story.filedAt);
  const registered = register(
    {
      kind: story.topic.kind,
      urgent: story.urgent !== null,
      channel: story.channel,
      reference: 'LG-1',
      submissionId: '1',
      receivedOn: story.receivedOn,
      receivedAt: story.filedAt.toISOString(),
      registeredOn,
    },
    registeredOn,
  );
  let file = open(registered);
  let before = story.filedAt;
  for (const step of [...story.steps].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (step.at > now) break;
    if (step.at <= before) throw new Error(`${step.move} comes before what leads to it`);
    before = step.at;
    const event = eventOf(file, step, localDateOf(step.at));
    if (event) file = apply(file, event);
  }
  return file;
}

function eventOf(file: CaseFile, { move, by, at, person, fields }: Step, today: LocalDate): CaseEvent | null {
  const field = (name: string): string => (fields as Record<string, string | undefined>)[name] ?? '';
  // A directorate answers what it was asked for, whoever has the case.
  const mine = by === 'officer' || by === file.assigneeId || move === 'answer-task';
  if (!mine) throw new Error(`${by} may not ${move} what ${file.assigneeId} has`);
  const clock = clockOf(file, nationalCalendar, DEFAULT_CLOCK_SETTINGS);
  switch (move) {
    case 'assign':
      return assign(file, { assigneeId: person ?? null, directorateId: null }, today);
    case 'clarify':
      return askClarification(file, '1', today);
    case 'answer-clarification':
      return answerClarification(file, '1', today);
    case 'ask-documents':
      return askTask(file, clock, { taskId: '1', directorateId: 'one of them', by: null }, at, today);
    case 'answer-task':
      return answerTask(file, '1', today);
    case 'message':
      return sendMessage('1', today);
    case 'extend':
      return extend(file, clock, fields.ground as 'several-documents', '1', today);
    case 'consider':
      return consider(file, localDate(field('consideredOn')), today);
    case 'forward':
      if (field('way') === 'outside') {
        const answerBy = answerByOf(today, DEFAULT_HANDSHAKE_DAYS, clock, nationalCalendar);
        return offerForward(file, { transferId: '1', toInstitutionId: null, answerBy }, today);
      }
      return decide(file, draftOf(field('way') as Outcome, fields, today), '1', today);
    case 'forward-accepted': {
      const { occurredOn } = acceptForward(file, localDate(field('acceptedOn')), today);
      return decide(file, draftOf('forwarded', { destination: 'elsewhere' }, occurredOn), '1', today);
    }
    case 'decide':
      return decide(file, draftOf(field('outcome') as Outcome, fields, localDate(field('decidedOn'))), '1', today);
    default:
      return null;
  }
}

function draftOf(
  outcome: Outcome,
  fields: Record<string, unknown>,
  decidedOn: LocalDate,
): Parameters<typeof decide>[1] {
  const grounds = ((fields.grounds ?? []) as WeighedGround['ground'][]).map((ground) => ({
    ground,
    harmTest: String(fields[`harm-${ground}`]),
    publicInterestTest: String(fields[`interest-${ground}`]),
  }));
  const { location = '', destination = '' } = fields as { location?: string; destination?: string };
  return { outcome, answerForm: null, grounds, location, destination, decidedOn };
}
