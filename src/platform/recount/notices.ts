import { pageLanguage, type Recounted } from '../../core/casefile';
import { daysBetween, type LocalDate } from '../../core/law';
import type { MovedCase, NewMessage, Official } from '../../records';

/** A mail lists so many cases; of more it tells the number. */
const LISTED = 100;

/** Whom a case concerns that nobody has, or whose official has left: the first of these roles that somebody fills. */
const INSTEAD = ['responsible-officer', 'mayors-office', 'administrator'] as const;

/** What was changed, as ids, codes, days and titles; `type` chooses the words (`mail:moved.change.<type>`). */
export type NoticedChange = Record<string, unknown> & { type: string };

/** One mail for each official, however many of their cases moved. */
export function officialNotices(
  institutionId: string,
  moved: readonly MovedCase[],
  officials: readonly Official[],
  why: Recounted['why'],
  change: NoticedChange,
): NewMessage[] {
  const byPerson = new Map<Official, MovedCase[]>();
  for (const one of moved) {
    for (const official of concerned(one, officials)) {
      const theirs = byPerson.get(official);
      if (theirs) theirs.push(one);
      else byPerson.set(official, [one]);
    }
  }
  return [...byPerson].map(([official, cases]) => ({
    institutionId,
    caseId: null,
    kind: 'deadlines-moved',
    recipient: official.email,
    language: official.language,
    official: { id: official.id },
    facts: {
      why,
      change,
      total: cases.length,
      cases: [...cases]
        .sort((one, other) => (one.next.dueOn < other.next.dueOn ? -1 : 1))
        .slice(0, LISTED)
        .map(({ row, events }) => ({
          caseId: row.id,
          reference: row.reference,
          subject: row.subject,
          moves: events.map(({ from, to, of }) => ({ from, to, of: of ?? 'decision' })),
        })),
    },
  }));
}

/** The applicant's own mail about one case; none about what the municipality owes the Agency. */
export function applicantNotice(
  institutionId: string,
  { row, events, lifted }: MovedCase,
  email: string,
  why: Recounted['why'],
  change: NoticedChange,
): NewMessage[] {
  const move = events.find(({ of }) => of === undefined);
  if (!move) return [];
  return [
    {
      institutionId,
      caseId: row.id,
      kind: 'deadline-moved',
      recipient: email,
      language: pageLanguage(row.answerLanguage),
      facts: { why, change, from: move.from, to: move.to, later: isLater(move), lifted },
    },
  ];
}

/** Null where there was no day before, or is none now. */
const isLater = ({ from, to }: { from: LocalDate | null; to: LocalDate | null }): boolean | null =>
  from && to ? daysBetween(from, to) > 0 : null;

function concerned({ row }: MovedCase, officials: readonly Official[]): Official[] {
  const active = officials.filter((one) => one.active);
  const assignee = active.find((one) => one.id === row.assigneeId);
  if (assignee) return [assignee];
  for (const role of INSTEAD) {
    const found = active.filter((one) => one.role === role);
    if (found.length > 0) return found;
  }
  return [];
}
