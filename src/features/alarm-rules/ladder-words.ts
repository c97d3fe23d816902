import {
  type Audience,
  CLOCKS_OF,
  type Ladder,
  type LadderKind,
  type Rung,
  type RungChoice,
  type RungClock,
} from '../../core/alarms';
import type { Words } from '../../platform/views';

/** When a rung speaks, as an administrator would say it: "3 days before the due day". */
export function whenInWords({ from, offset, unit, clock }: Omit<RungChoice, 'to' | 'track'>, t: Words): string {
  const term = t(`desk:rungTerm.${unit}`, { count: Math.abs(offset) });
  if (from === 'receipt')
    return offset === 0 ? t('alarm-rules:when.arrived') : t('alarm-rules:when.afterArrival', { term });
  if (from === 'registration') return t('alarm-rules:when.afterRegistration', { term });
  if (unit === 'share') return t('alarm-rules:when.share', { share: offset });
  if (offset === 0) return t(`alarm-rules:when.on.${clock}`);
  // The minute after the last one: nobody counts it.
  if (unit === 'minute' && offset === 1) return t('alarm-rules:when.over');
  const end = t(`alarm-rules:end.${unit === 'hour' || unit === 'minute' ? 'hours' : clock}`);
  return t(offset < 0 ? 'alarm-rules:when.before' : 'alarm-rules:when.after', { term, end });
}

export const audienceInWords = (to: readonly Audience[], t: Words): string =>
  to.map((one) => t(`alarm-rules:audience.${one}`)).join(', ');

/** A rung in one line: when, what, and to whom. */
export const rungLine = (rung: Rung, t: Words): string =>
  t('alarm-rules:line', {
    when: whenInWords(rung, t),
    track: t(`alarm-rules:track.${rung.track}`),
    to: audienceInWords(rung.to, t),
  });

const FROM_ORDER = { receipt: 0, registration: 1, due: 2 } as const;
const DAYS: Record<Rung['unit'], number> = { day: 1, 'working-day': 1.4, hour: 1 / 24, minute: 1 / 1440, share: 1 };

/** About when a rung speaks, for the order of a table: shares first, whose day only the case knows. */
const place = ({ unit, offset }: Rung): number => (unit === 'share' ? offset - 1000 : offset * DAYS[unit]);

/** The rungs of one clock in the order in which they speak. */
export const inOrder = (ladder: Ladder, clock: RungClock): Rung[] =>
  ladder
    .filter((one) => one.clock === clock)
    .sort((a, b) => FROM_ORDER[a.from] - FROM_ORDER[b.from] || place(a) - place(b));

export const clocksOf = (kind: LadderKind): readonly RungClock[] => CLOCKS_OF[kind];

/** Two rungs of a ladder never share clock and key. */
export const isSame = (a: Pick<Rung, 'clock' | 'key'>, b: Pick<Rung, 'clock' | 'key'>): boolean =>
  a.clock === b.clock && a.key === b.key;
