import type { CaseEventType } from '../../core/casefile';
import type { RecordedEvent } from '../../records';
import { type CaseOf, may } from '../sign-in';
import type { SignedIn } from '../web/request';

/** An event with how often it happened that day. */
export type Gathered = RecordedEvent & { times: number };

const LOOKS: readonly CaseEventType[] = ['inspected', 'applicant-seen'];

/** Looks of one official at one thing on one day are one line, at the last of them: ten of them tell no more than one. */
export function gathered(history: readonly RecordedEvent[]): Gathered[] {
  const lines = new Map<string, Gathered>();
  history.forEach((one, i) => {
    const { event, actor } = one;
    const who = actor.kind === 'official' ? actor.id : '';
    const where = event.type === 'applicant-seen' ? event.where : '';
    const key = LOOKS.includes(event.type) ? [event.type, who, where, event.occurredOn].join(' ') : String(i);
    const times = (lines.get(key)?.times ?? 0) + 1;
    lines.delete(key);
    lines.set(key, { ...one, times });
  });
  return [...lines.values()];
}

/** What of a history an official sees: who looked at a case is not for everybody who works on it. */
export const historyFor = (official: SignedIn, row: CaseOf, history: readonly RecordedEvent[]): RecordedEvent[] =>
  may(official, 'case.looks', row) ? [...history] : history.filter(({ event }) => !LOOKS.includes(event.type));
