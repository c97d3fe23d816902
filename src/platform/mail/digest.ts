import { localDateOf } from '../../core/law';
import type { OutboxRow } from '../../records';
import { noticeInWords, type NoticeSaid } from '../views';
import { hoursUntil } from './hours';

interface Line {
  dueAt: string | null;
}

/** What the template of a digest needs besides its facts: moments as such, and the notices each in a line. */
export function digestOf({ facts, createdAt, language }: Pick<OutboxRow, 'facts' | 'createdAt' | 'language'>): object {
  const lines = (name: string): object[] =>
    ((facts[name] ?? []) as Line[]).map((one) => {
      const at = one.dueAt === null ? null : new Date(one.dueAt);
      return { ...one, at, hours: at && hoursUntil(at, createdAt) };
    });
  const notices = (facts.notices ?? []) as NoticeSaid[];
  return {
    writtenAt: createdAt,
    overdue: lines('overdue'),
    dueToday: lines('dueToday'),
    ahead: lines('ahead'),
    notices: notices.map((one) => ({ ...one, line: noticeInWords(one, localDateOf(createdAt), language) })),
  };
}
