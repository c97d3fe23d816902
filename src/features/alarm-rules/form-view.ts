import type { AlarmPolicy } from '../../core/alarms';
import type { Words } from '../../platform/views';
import { namedRung, type TypedForm } from './changes';
import { clocksOf, rungLine } from './ladder-words';
import { countedIn, kindOf, OFFICE_AUDIENCES, tracksOf, wheresOf } from './rung-form';

/** What a form shows beside what was typed. */
export function formView(change: string, policy: AlarmPolicy, form: TypedForm, t: Words): object {
  const kind = kindOf(form.kind);
  if (!kind) return { kindTitle: '' };
  const found = namedRung(policy.ladders[kind], form.clockBefore, form.rungBefore);
  const shared = { kindTitle: t(`alarm-rules:kind.${kind}`), line: found ? rungLine(found, t) : '' };
  if (change !== 'add' && change !== 'change') return shared;
  const options = (of: string, values: readonly string[]): object[] =>
    values.map((value) => ({ value, text: t(`alarm-rules:${of}.${value}`) }));
  return {
    ...shared,
    tracks: tracksOf(kind).map((value) => ({
      value,
      text: t(`alarm-rules:track.${value}`),
      hint: t(`alarm-rules:trackHint.${value}`),
    })),
    clocks: options('clock', clocksOf(kind)),
    wheres: options(kind === 'urgent' ? 'whereHours' : 'where', wheresOf(kind)),
    units: options('unit', countedIn(kind)),
    audiences: options('audience', OFFICE_AUDIENCES),
  };
}
