import { type AlarmPolicy, LADDER_KINDS, type LadderKind } from '../../core/alarms';
import type { Words } from '../../platform/views';
import { audienceInWords, isSame, rungLine, whenInWords } from './ladder-words';

/** The ladder that a line is about; null: the hours of the institution. */
export interface Difference {
  kind: LadderKind | null;
  text: string;
}

/** What changed from one policy to another, in words; nothing where they say the same. */
export function differences(before: AlarmPolicy, after: AlarmPolicy, t: Words): Difference[] {
  return [...LADDER_KINDS.flatMap((kind) => ofLadder(kind, before, after, t)), ...ofHours(before, after, t)];
}

function ofLadder(kind: LadderKind, before: AlarmPolicy, after: AlarmPolicy, t: Words): Difference[] {
  const [old, fresh] = [before.ladders[kind], after.ladders[kind]];
  const gone = old.filter((one) => !fresh.some((other) => isSame(one, other)));
  const added = fresh.filter((one) => !old.some((other) => isSame(one, other)));
  const readdressed = fresh.flatMap((one) => {
    const was = old.find((other) => isSame(one, other));
    if (!was || [...was.to].sort().join() === [...one.to].sort().join()) return [];
    const said = { when: whenInWords(one, t), from: audienceInWords(was.to, t), to: audienceInWords(one.to, t) };
    return [t('alarm-rules:difference.to', said)];
  });
  return [
    ...gone.map((one) => t('alarm-rules:difference.removed', { line: rungLine(one, t) })),
    ...added.map((one) => t('alarm-rules:difference.added', { line: rungLine(one, t) })),
    ...readdressed,
  ].map((text) => ({ kind, text }));
}

function ofHours(before: AlarmPolicy, after: AlarmPolicy, t: Words): Difference[] {
  const lines: string[] = [];
  const [old, fresh] = [before.hours, after.hours];
  if (old.from !== fresh.from || old.to !== fresh.to)
    lines.push(t('alarm-rules:difference.hours', { from: `${old.from}–${old.to}`, to: `${fresh.from}–${fresh.to}` }));
  if (old.digestAt !== fresh.digestAt)
    lines.push(t('alarm-rules:difference.digest', { from: old.digestAt, to: fresh.digestAt }));
  for (const field of ['afterMinutes', 'urgentAfterMinutes'] as const) {
    const [from, to] = [before.ack[field], after.ack[field]];
    if (from !== to) lines.push(t(`alarm-rules:difference.${field}`, { from, to }));
  }
  return lines.map((text) => ({ kind: null, text }));
}

/** With the name of the ladder, where it is one's. */
export const differenceLine = ({ kind, text }: Difference, t: Words): string =>
  kind === null ? text : t('alarm-rules:difference.of', { kind: t(`alarm-rules:kind.${kind}`), text });
