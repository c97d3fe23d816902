import { randomUUID } from 'node:crypto';
import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  type CaseEvent,
  COMPLAINT_OUTCOMES,
  COMPLIANCE_OUTCOMES,
  DOCUMENT_TYPES,
  KINDS,
  outcomesFor,
  REFUSAL_GROUNDS,
  type Registered,
} from '../../src/core/casefile';
import { addDays, type LocalDate, localDateOf, startOfLocalDay } from '../../src/core/law';
import type { OldCase } from '../../src/records';
import type { ToldCase } from './report-oracle';

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): { below: (n: number) => number; one: <T>(list: readonly T[]) => T } {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, one: (list) => list[below(list.length)] as never };
}

/** A complaint to the Agency as far as it came, with the days by which its steps were judged. */
function liveComplaint(from: LocalDate, { below, one }: ReturnType<typeof randomFrom>): CaseEvent[] {
  const complaintId = randomUUID();
  let on = addDays(from, below(30));
  const next = (most: number): LocalDate => (on = addDays(on, below(most)));
  const due = (): LocalDate | null => (below(8) === 0 ? null : addDays(on, 7));
  const events: CaseEvent[] = [{ type: 'complaint-lodged', occurredOn: on, complaintId }];
  if (below(4) > 0) {
    events.push({ type: 'complaint-notified', occurredOn: next(10), complaintId });
    const dueOn = due();
    if (below(3) > 0) events.push({ type: 'complaint-answered', occurredOn: next(15), complaintId, dueOn });
  }
  if (below(3) === 0) return events;
  const outcome = one(['binding', 'binding', ...COMPLAINT_OUTCOMES] as const);
  events.push({ type: 'complaint-decided', occurredOn: next(40), complaintId, outcome });
  const dueOn = due();
  if (outcome === 'binding' && below(3) > 0) {
    const after = one(COMPLIANCE_OUTCOMES);
    events.push({ type: 'complaint-complied', occurredOn: next(15), complaintId, outcome: after, dueOn });
  }
  return events;
}

/** Cases of every kind and fate, received over some 600 days from `start`; not all of them wise, all of them possible. */
export function randomCases(count: number, seed: number, start: LocalDate): { told: ToldCase; old: OldCase }[] {
  const { below, one } = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => {
    const kind = one([...KINDS, 'access-request', 'access-request'] as const);
    const access = kind === 'access-request';
    const receivedOn = addDays(start, below(600));
    const receivedAt = new Date(startOfLocalDay(receivedOn).getTime() + below(86_000) * 1000);
    const urgent = access && below(6) === 0;
    const id = randomUUID();
    const later = (from: LocalDate, most: number): LocalDate => addDays(from, below(most));
    const registered: Registered = {
      type: 'registered',
      occurredOn: receivedOn,
      kind,
      urgent,
      channel: one(['web', 'post', 'email'] as const),
      reference: `R-${seed}-${i}`,
      submissionId: id,
      receivedOn,
      receivedAt: receivedAt.toISOString(),
      registeredOn: later(receivedOn, 3),
    };
    const events: CaseEvent[] = [];
    if (access && !urgent && below(3) === 0) {
      events.push({ type: 'extended', occurredOn: later(receivedOn, 7), ground: 'several-documents', letterId: null });
    }
    let decideFrom = events[0]?.occurredOn ?? receivedOn;
    if (!access && below(3) > 0) {
      decideFrom = later(receivedOn, 90);
      events.push({ type: 'considered', occurredOn: decideFrom });
    }
    const over = new Date(receivedAt.getTime() + 48 * 3_600_000 + 60_000);
    if (urgent && below(3) > 0) {
      // The sweep noticed; where it did not, only the day can tell.
      decideFrom = localDateOf(over);
      events.push({
        type: 'silence-fell',
        occurredOn: decideFrom,
        dueOn: localDateOf(new Date(over.getTime() - 60_000)),
      });
    }
    if (below(4) > 0) {
      const outcome = below(6) === 0 ? 'unanswered' : one(outcomesFor(kind));
      const refused = outcome === 'refused' || outcome === 'partial';
      events.push({
        type: 'decided',
        occurredOn: later(decideFrom, urgent ? 3 : access ? 25 : 30),
        outcome,
        answerForm: outcome === 'unanswered' || below(5) === 0 ? null : one(ANSWER_FORMS),
        grounds: refused ? [...new Set([one(REFUSAL_GROUNDS), one(REFUSAL_GROUNDS)])].slice(0, below(3)) : [],
        letterId: null,
      });
    }
    if (access && below(3) === 0) events.push(...liveComplaint(addDays(receivedOn, 8), { below, one }));
    else if (access && below(4) === 0) {
      const outcome = below(2) === 0 ? null : one(COMPLAINT_OUTCOMES);
      events.push({ type: 'complained', occurredOn: later(addDays(receivedOn, 8), 40), outcome });
    }
    // Said long afterwards: a report tells a case by the area that it has now.
    const area = [null, 'ARSIM', 'RRUGE', 'VJETER'][i % 4] ?? null;
    if (area !== null) events.push({ type: 'area-set', occurredOn: addDays(receivedOn, 700), area });
    const input = {
      submission: {
        id,
        submissionKey: id,
        channel: registered.channel,
        kind,
        receivedAt,
        payload: {},
        sha256: '0'.repeat(64),
      },
      channel: registered.channel,
      kind,
      urgent,
      subject: `Dokumenti ${i}`,
      text: '',
      language: 'sq' as const,
      answerLanguage: 'sq' as const,
      documentType: one(DOCUMENT_TYPES),
      applicantType: one(APPLICANT_TYPES),
      wantedForm: null,
      applicant: { name: '', email: null, postalAddress: null, phone: null },
      receivedOn,
      receivedAt,
    };
    const all: [Registered, ...CaseEvent[]] = [registered, ...events];
    return {
      told: { events: all, applicantType: input.applicantType, documentType: input.documentType },
      old: { input, events: all },
    };
  });
}
