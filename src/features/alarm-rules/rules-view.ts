import { DEFAULT_POLICY, type AlarmPolicy, LADDER_KINDS, type LadderKind } from '../../core/alarms';
import type { AlarmRulesRow, Official } from '../../records';
import { deskPaths } from '../../platform/paths';
import { formatDateTime, type Lang, rungInWords, type Words } from '../../platform/views';
import { audienceInWords, clocksOf, inOrder, whenInWords } from './ladder-words';
import { differenceLine, differences } from './policy-difference';
import type { RulesMove } from './rules-preview';

interface RungView {
  when: string;
  track: string;
  to: string;
  /** The silence is told by law and offers nothing to do. */
  actions: { text: string; href: string; hidden: string }[];
}

export interface LadderView {
  kind: LadderKind;
  title: string;
  /** Somebody changed it. */
  own: boolean;
  clocks: { title: string; rungs: RungView[] }[];
  addHref: string;
  defaultsHref: string;
}

export const ladderViews = (policy: AlarmPolicy, t: Words): LadderView[] =>
  LADDER_KINDS.map((kind) => ({
    kind,
    title: t(`alarm-rules:kind.${kind}`),
    own: differences(policy, { ...policy, ladders: DEFAULT_POLICY.ladders }, t).some((one) => one.kind === kind),
    clocks: clocksOf(kind).map((clock) => ({
      title: t(`alarm-rules:clock.${clock}`),
      rungs: inOrder(policy.ladders[kind], clock).map((rung) => {
        const when = whenInWords(rung, t);
        const query = { kind, clock, rung: rung.key };
        const names = rung.track === 'silence' ? [] : ['change', 'remove'];
        return {
          when,
          track: t(`alarm-rules:track.${rung.track}`),
          to: audienceInWords(rung.to, t),
          actions: names.map((name) => ({
            text: t(`alarm-rules:action.${name}`),
            href: deskPaths.alarmRulesChange(name, query),
            hidden: when,
          })),
        };
      }),
    })),
    addHref: deskPaths.alarmRulesChange('add', { kind }),
    defaultsHref: deskPaths.alarmRulesChange('defaults', { kind }),
  }));

export interface VersionView {
  number: number;
  what: string[];
  who: string;
  when: string;
  reason: string;
}

/** Every version against the one before it, the latest first. */
export function versionViews(
  history: readonly AlarmRulesRow[],
  officials: readonly Pick<Official, 'id' | 'name'>[],
  lang: Lang,
  t: Words,
): VersionView[] {
  return history.map((row, i) => {
    const before: AlarmPolicy = history[i + 1] ?? DEFAULT_POLICY;
    return {
      number: row.number,
      what: differences(before, row, t).map((one) => differenceLine(one, t)),
      who: officials.find((one) => one.id === row.changedBy)?.name ?? '',
      when: formatDateTime(row.recordedAt, lang),
      reason: row.reason ?? '',
    };
  });
}

/** How many cases a preview names. */
const NAMED = 20;

export interface MoveView {
  fresh: number;
  gone: number;
  moved: number;
  looked: number;
  more: boolean;
  rest: number;
  cases: { reference: string; href: string; subject: string; fresh: string[]; gone: string[]; moved: string[] }[];
}

export function moveView({ cases, looked, more }: RulesMove, lang: Lang, t: Words): MoveView {
  const sum = (of: 'fresh' | 'gone' | 'moved'): number => cases.reduce((all, one) => all + one[of].length, 0);
  const moment = (at: Date): string => formatDateTime(at, lang, 'short');
  const lines = (alarms: readonly { rung: string; at: Date }[]): string[] => [
    ...new Set(alarms.map(({ rung, at }) => `${rungInWords(rung, t)}: ${moment(at)}`)),
  ];
  return {
    fresh: sum('fresh'),
    gone: sum('gone'),
    moved: sum('moved'),
    looked,
    more,
    rest: Math.max(0, cases.length - NAMED),
    cases: cases.slice(0, NAMED).map(({ of, fresh, gone, moved }) => ({
      reference: of.reference,
      href: deskPaths.caseFile(of.id),
      subject: of.subject,
      fresh: lines(fresh),
      gone: lines(gone),
      moved: [
        ...new Set(moved.map(({ rung, from, to }) => `${rungInWords(rung, t)}: ${moment(from)} → ${moment(to)}`)),
      ],
    })),
  };
}
