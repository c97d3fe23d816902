import type { Outcome, PageLanguage } from '../core/casefile';
import { addDays, type LocalDate, localDateOf, nationalCalendar } from '../core/law';
import { dueDay, isOpen, openFrom, openUntil, timeOn, workingDays } from './days';
import { AREA_OF, type Who } from './municipality';
import type { Chance } from './random';
import { type Fate, hasEmail, type Step, type Story } from './story';
import {
  DESTINATIONS,
  EXTENSIONS,
  FORWARDED,
  LOCATIONS,
  NOTES,
  NOTICES,
  QUESTIONS,
  REASONS,
  WEIGHED,
} from './texts/answers';
import { MESSAGES, TASKS } from './texts/inside';
import type { Desk } from './texts/topic';

/** What officials do with a case, day by day. Every method adds steps to the story. */
export class OfficeWork {
  constructor(private readonly chance: Chance) {}

  /** Given to somebody on the day of registration, or on the next morning. Returns that day. */
  assign(story: Story, to: Who = this.workerFor(story), latest?: LocalDate): LocalDate {
    const filedOn = localDateOf(story.filedAt);
    const sameDay = isOpen(filedOn) && story.filedAt < timeOn(filedOn, 11, 12, this.chance);
    const day = sameDay ? filedOn : openFrom(addDays(filedOn, 1));
    const on = latest !== undefined && day > latest ? latest : day;
    const at = on === filedOn ? timeOn(on, 12, 13, this.chance) : timeOn(on, 8, 9, this.chance);
    story.steps.push({ at, by: 'officer', move: 'assign', fields: {}, person: to });
    // Not every case: in life some stay without.
    if (story.topic.subject.length % 3 !== 0) {
      const next = new Date(at.getTime() + 60_000);
      story.steps.push({ at: next, by: 'officer', move: 'area', fields: { area: AREA_OF[story.topic.desk] } });
    }
    if (this.chance.happens(0.15)) {
      const note = this.chance.one(NOTES);
      story.steps.push({ at: timeOn(on, 13, 14, this.chance), by: to, move: 'note', fields: { note } });
    }
    return on;
  }

  /** An access request of the past, as it went. */
  answer(story: Story, fate: Fate): void {
    const { chance } = this;
    const first = dueDay('access.decision', story.receivedOn, 7);
    const worker = this.workerFor(story);
    const assigned = this.assign(story, worker);
    const inTime = max(openUntil(addDays(first, -chance.between(0, 6))), assigned);
    if (fate === 'silent') return;
    if (fate === 'granted-late') {
      this.decide(story, worker, 'granted', workingDays(first, chance.between(2, 9)));
    } else if (fate === 'granted-extended') {
      this.extend(story, worker, max(openUntil(addDays(first, -2)), assigned));
      const second = dueDay('access.extension', story.receivedOn, 15);
      this.decide(story, worker, 'granted', max(openUntil(addDays(second, -chance.between(0, 3))), openFrom(first)));
    } else if (fate === 'granted-clarified') {
      const answered = this.clarify(story, worker, assigned);
      this.decide(story, worker, 'granted', max(inTime, answered));
    } else this.decide(story, worker, fate, inTime);
  }

  /** A petition, an initiative or a citizen's request of the past. `after`: days to its consideration. */
  consider(story: Story, after: number, outcome: Outcome | null): void {
    const worker = this.workerFor(story);
    this.assign(story, worker);
    const on = openFrom(addDays(story.receivedOn, after));
    if (outcome === 'withdrawn' || outcome === 'forwarded') return this.decide(story, 'officer', outcome, on);
    const at = timeOn(on, 15, 16, this.chance);
    story.steps.push({ at, by: 'officer', move: 'consider', fields: { consideredOn: on } });
    if (outcome) this.decide(story, 'officer', outcome, openFrom(addDays(on, this.chance.between(3, 13))));
  }

  /** Once, while the first deadline runs; not at all when holidays left no day for it. */
  extend(story: Story, by: Who, on: LocalDate): void {
    if (on > dueDay('access.decision', story.receivedOn, 7)) return;
    const ground = this.chance.happens(0.5) ? 'outside-institution' : 'several-documents';
    const reason = EXTENSIONS[story.topic.language][ground];
    story.steps.push({ at: timeOn(on, 14, 15, this.chance), by, move: 'extend', fields: { ground, reason } });
  }

  /** Asks on a day; with `answered`, the applicant calls back within two. Returns the day of the answer. */
  clarify(story: Story, by: Who, on: LocalDate, answered = true): LocalDate {
    const [question, answer] = this.chance.one(QUESTIONS[story.topic.language]);
    const back = openFrom(addDays(on, this.chance.between(1, 2)));
    story.steps.push({ at: timeOn(on, 14, 15, this.chance), by, move: 'clarify', fields: { question } });
    const at = timeOn(back, 9, 12, this.chance);
    if (answered) story.steps.push({ at, by: 'officer', move: 'answer-clarification', fields: { answer } });
    return back;
  }

  /** Asks directorates for documents in the morning of a day; with `answered`, that one sends them the day after. */
  askDirectorates(story: Story, desks: readonly Desk[], on: LocalDate, answered?: Who): void {
    const [what, answer] = this.chance.one(TASKS[story.topic.language]);
    const at = timeOn(on, 9, 10, this.chance);
    story.steps.push({ at, by: 'officer', move: 'ask-documents', fields: { what }, desks });
    if (!answered) return;
    const back = timeOn(openFrom(addDays(on, 1)), 9, 10, this.chance);
    story.steps.push({
      ...{ at: back, by: answered, move: 'answer-task', fields: { answer } },
      papers: [['table', 'te-dhenat']],
    });
  }

  /** Writes to the applicant in the morning of a day; with `answered`, they call back before noon. */
  write(story: Story, on: LocalDate, answered: boolean): void {
    const [message, theirs] = this.chance.one(MESSAGES[story.topic.language]);
    story.steps.push({ at: timeOn(on, 10, 11, this.chance), by: 'officer', move: 'message', fields: { message } });
    if (!answered) return;
    const fields = { message: theirs, arrivedOn: on };
    story.steps.push({ at: timeOn(on, 11, 12, this.chance), by: 'officer', move: 'record-message', fields });
  }

  decide(story: Story, by: Who, outcome: Outcome, on: LocalDate): void {
    const at = timeOn(on, 15, 16, this.chance);
    const { language } = story.topic;
    const words = (story.topic.kind === 'access-request' ? REASONS : { ...REASONS, ...NOTICES })[outcome]?.[language];
    const reasons = words ? this.chance.one(words) : '';
    if (outcome === 'redirected') {
      const destination = this.chance.one(DESTINATIONS[language]);
      story.steps.push({ at, by, move: 'forward', fields: { way: outcome, destination, reasons } });
      return;
    }
    if (outcome === 'forwarded') {
      // Without a calendar no last day for accepting can be named, and the rules refuse.
      const known = addDays(on, 21) <= nationalCalendar.lastDay;
      return known ? this.sendOn(story, by, on) : this.decide(story, by, 'withdrawn', on);
    }
    const gives = story.topic.kind === 'access-request' && (outcome === 'granted' || outcome === 'partial');
    const fields = {
      outcome,
      answerForm: gives ? (story.wantedForm ?? 'electronic') : '',
      delivery: hasEmail(story) ? 'email' : 'print',
      decidedOn: on,
      reasons,
      location: outcome === 'already-public' ? LOCATIONS[language] : '',
      ...this.weighed(story, outcome, language),
    };
    const name = outcome === 'partial' ? 'dokumenti-me-pjese-te-mbuluara' : 'dokumenti-i-kerkuar';
    const papers: Step['papers'] = gives
      ? [[this.chance.one(['table', 'contract', 'minutes'] as const), name]]
      : undefined;
    story.steps.push({ at, by, move: 'decide', fields, papers });
  }

  /** To an institution outside, which accepts the same afternoon: in the demonstration nobody lets an offer fall back. */
  private sendOn(story: Story, by: Who, on: LocalDate): void {
    const { language } = story.topic;
    const destination = this.chance.one(DESTINATIONS[language]);
    const reasons = FORWARDED[language];
    const at = timeOn(on, 14, 15, this.chance);
    story.steps.push({ at, by, move: 'forward', fields: { way: 'outside', destination, reasons } });
    const answered = timeOn(on, 15, 16, this.chance);
    story.steps.push({ at: answered, by, move: 'forward-accepted', fields: { acceptedOn: on } });
  }

  workerFor({ topic }: Story): Who {
    if (topic.desk === 'urbanism') return topic.subject.length % 2 === 0 ? 'urbanStaff' : 'urbanHead';
    return topic.desk === 'budget' ? 'budgetHead' : 'educationHead';
  }

  /** One ground in most refusals, two in some; each with its tests, in the fields of the decision's form. */
  private weighed(story: Story, outcome: Outcome, language: PageLanguage): Record<string, unknown> {
    if (story.topic.kind !== 'access-request' || (outcome !== 'refused' && outcome !== 'partial')) return {};
    const chosen = this.chance.shuffled(WEIGHED).slice(0, this.chance.happens(0.2) ? 2 : 1);
    return {
      grounds: chosen.map(({ ground }) => ground),
      ...Object.fromEntries(chosen.map(({ ground, harm }) => [`harm-${ground}`, harm[language]])),
      ...Object.fromEntries(chosen.map(({ ground, interest }) => [`interest-${ground}`, interest[language]])),
    };
  }
}

const max = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
