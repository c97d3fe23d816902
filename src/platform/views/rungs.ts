import { readRungKey } from '../../core/alarms';
import type { Words } from './words';

/** Those of the ladders that nobody changed have words of their own (`desk:rung.<key>`). */
const NAMED: ReadonlySet<string> = new Set([
  'unassigned',
  'reminder-3',
  'reminder-1',
  'reminder-0',
  'escalation-1',
  'escalation-overdue',
  'silence',
  'urgent-arrived',
  'urgent-unassigned',
  'reminder-24h',
  'reminder-8h',
  'reminder-2h',
  'escalation-8h',
  'escalation-hour',
  'silence-hour',
]);

/** A rung in words, by its key: also one that an institution made, and one that no ladder has any more. */
export function rungInWords(key: string, t: Words): string {
  if (NAMED.has(key)) return t(`desk:rung.${key}`);
  const named = readRungKey(key);
  if (!named) return key;
  const { track, directorate, climb, base, offset, unit } = named;
  if (climb !== null) return t('desk:rung.climb', { step: climb, what: rungInWords(base, t) });
  if (track === 'silence') return t('desk:rung.silence');
  const term = t(`desk:rungTerm.${unit}`, { count: Math.abs(offset) });
  if (track === 'unassigned') return t('desk:rungMade.unassigned', { term });
  if (track === 'urgent') return t('desk:rungMade.urgent', { term });
  if (directorate && offset > 0) return t('desk:rungMade.directorateOver', { term });
  if (directorate) return t(offset === 0 ? 'desk:rungMade.directorateToday' : 'desk:rungMade.directorate', { term });
  const when = unit === 'share' ? 'passed' : offset === 0 ? 'today' : offset < 0 ? 'left' : 'over';
  return t(`desk:rungMade.${track}.${when}`, { term });
}
