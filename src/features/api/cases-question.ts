import { KINDS, STATUSES } from '../../core/casefile';
import { addDays, type LocalDate, weekday } from '../../core/law';
import { type Cursor, type QueueFilter, readCursor } from '../../records';
import { cleanLine } from '../../platform/intake';
import { visibleCases } from '../../platform/sign-in';
import type { Words } from '../../platform/views';
import type { SignedIn } from '../../platform/web/request';
import { Parameters } from './parameters';

export const DUE_WINDOWS = ['overdue', 'today', 'week'] as const;
export const CASE_STATES = ['open', 'all', ...STATUSES] as const;
export const MOST_CASES = 100;
const DEFAULT_LIMIT = 50;
const LONGEST_TEXT = 200;

export interface CasesQuestion {
  filter: QueueFilter;
  after: Cursor | undefined;
  limit: number;
}

/**
 * What the query of `GET cases` asks, within what the official may see. `areas`: the codes of the institution's subject
 * areas, the retired ones included. Throws `Problem` ('invalid-parameters').
 */
export function readCasesQuestion(
  query: Record<string, unknown>,
  official: SignedIn,
  now: Date,
  today: LocalDate,
  areas: readonly string[],
  t: Words,
): CasesQuestion {
  const names = ['kind', 'status', 'assignee', 'directorate', 'area', 'due', 'q', 'cursor', 'limit'];
  const parameters = new Parameters(query, names, t);
  const id = (text: string): string | undefined => (/^[0-9a-f-]{36}$/.test(text) ? text : undefined);
  const kind = parameters.oneOf('kind', KINDS);
  const status = parameters.oneOf('status', CASE_STATES) ?? 'open';
  const assignee = parameters.read('assignee', 'not-an-assignee', (text) => {
    if (text === 'me') return official.id;
    return text === 'none' ? 'nobody' : id(text);
  });
  const directorate = parameters.read('directorate', 'not-a-directorate', (text) =>
    text === 'none' ? text : id(text),
  );
  const area = parameters.read('area', 'not-an-area', (text) =>
    text === 'none' ? text : areas.find((code) => code === text.toUpperCase()),
  );
  const due = parameters.oneOf('due', DUE_WINDOWS);
  const text = parameters.read('q', 'too-long', (given) =>
    given.length <= LONGEST_TEXT ? cleanLine(given) : undefined,
  );
  const after = parameters.read('cursor', 'not-a-cursor', readCursor);
  const limit = parameters.read('limit', 'not-a-limit', (given) => {
    const number = /^\d{1,3}$/.test(given) ? Number(given) : 0;
    return number >= 1 && number <= MOST_CASES ? number : undefined;
  });
  parameters.assertGood();
  const { institutionId, ...visible } = visibleCases(official);
  return {
    filter: {
      institutionId,
      visible,
      status,
      ...(kind ? { kind } : {}),
      ...(assignee ? { assignee } : {}),
      ...(directorate ? { directorate } : {}),
      ...(area ? { area } : {}),
      ...(due === 'overdue' ? { overdue: { today, now } } : {}),
      ...(due === 'today' ? { dueFrom: today, dueUntil: today } : {}),
      ...(due === 'week' ? { dueFrom: today, dueUntil: addDays(today, 7 - weekday(today)) } : {}),
      ...(text ? { text } : {}),
    },
    after,
    limit: limit ?? DEFAULT_LIMIT,
  };
}
