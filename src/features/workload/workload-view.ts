import { KINDS } from '../../core/casefile';
import { daysBetween } from '../../core/law';
import type { QueueRow } from '../../records';
import { awayInWords, dueBadge } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { formatDate, formatNumber, type Lang, words } from '../../platform/views';
import { canMiss, type Foretold, noFigures, type Unit, type UnitFigures } from './figures';
import type { WorkloadData } from './workload-data';

/** A unit in the table. */
export interface UnitLine {
  name: string;
  away: string;
  href: string;
  open: string;
  dueThisWeek: string;
  overdue: string;
  late: boolean;
  median: string;
  willMiss: string;
}

/** The people or the directorates that the official may look at, those with the most to do first. */
export function unitLines(data: WorkloadData, by: Unit['by'], lang: Lang): UnitLine[] {
  const figures = by === 'person' ? data.people : data.parts;
  const working = by === 'person' ? data.officials.filter(canHaveCases) : data.directorates.filter((one) => one.active);
  const ids = new Set<string | null>([...working.map(({ id }) => id), ...figures.keys()]);
  return [...ids]
    .filter((id) => data.sees({ by, id }))
    .map((id) => ({ id, of: figures.get(id) ?? noFigures(data.histories.median({ by, id }, KINDS)) }))
    .sort(
      (a, b) =>
        b.of.open - a.of.open ||
        nameOfUnit(data, { by, id: a.id }, lang).localeCompare(nameOfUnit(data, { by, id: b.id }, lang), lang),
    )
    .map(({ id, of }) => unitLine(data, { by, id }, of, lang));
}

const canHaveCases = ({ active, role }: { active: boolean; role: string }): boolean =>
  active && ['responsible-officer', 'directorate-staff', 'assembly-secretariat'].includes(role);

function unitLine(data: WorkloadData, unit: Unit, of: UnitFigures, lang: Lang): UnitLine {
  const number = (value: number): string => formatNumber(value, lang);
  return {
    name: nameOfUnit(data, unit, lang),
    away: awayOf(data, unit, lang),
    href: deskPaths.workloadOf(unit.by, unit.id ?? 'none'),
    open: number(of.open),
    dueThisWeek: number(of.dueThisWeek),
    overdue: number(of.overdue),
    late: of.overdue > 0,
    median: of.median === null ? '–' : number(of.median),
    willMiss: willMissInWords(of, lang),
  };
}

/** "About 3 of 40", or that there is too little history. */
export function willMissInWords({ foretold, willMiss, borrowed, untold }: UnitFigures, lang: Lang): string {
  const t = words(lang);
  if (foretold + untold === 0) return '–';
  if (foretold === 0) return t('workload:tooLittle');
  const about = t('workload:about', {
    number: formatNumber(Math.round(willMiss), lang),
    of: formatNumber(foretold, lang),
  });
  return borrowed > 0 ? t('workload:fromAll', { percent: about }) : about;
}

export function nameOfUnit({ officials, directorates }: WorkloadData, { by, id }: Unit, lang: Lang): string {
  const t = words(lang);
  if (by === 'person') return officials.find((one) => one.id === id)?.name ?? t('workload:nobody');
  const found = directorates.find((one) => one.id === id);
  return found ? { sq: found.nameSq, sr: found.nameSr, en: found.nameEn }[lang] : t('workload:noDirectorate');
}

function awayOf({ away, officials }: WorkloadData, { by, id }: Unit, lang: Lang): string {
  const found = by === 'person' ? away.get(id ?? '') : undefined;
  return found ? awayInWords(found, (one) => officials.find((official) => official.id === one)?.name ?? '', lang) : '';
}

/** A chance in words; whose history it comes from, where it is not the unit's own. */
export function chanceInWords(told: Foretold | null, lang: Lang): string {
  const t = words(lang);
  if (!told) return t('workload:tooLittle');
  const percent = t('workload:percent', { number: formatNumber(Math.round(told.chance * 100), lang) });
  return told.from === 'all' ? t('workload:fromAll', { percent }) : percent;
}

/** A case of a unit, with the chance that it will be late. */
export function caseLine(data: WorkloadData, row: QueueRow, unit: Unit, lang: Lang, now: Date) {
  const { today, histories } = data;
  const [age, dueAfter] = [daysBetween(row.receivedOn, today), daysBetween(row.receivedOn, row.dueOn)];
  const runs = canMiss(row.dueOn, today);
  const told = runs ? histories.staying(unit, row.kind, age, dueAfter) : null;
  const late = row.dueOn < today;
  return {
    value: `${row.id}.${row.version}`,
    href: deskPaths.caseFile(row.id),
    subject: row.subject,
    reference: row.reference,
    kind: words(lang)(`common:kindShort.${row.kind}`),
    due: runs || late ? formatDate(row.dueOn, lang, 'short') : words(lang)('workload:waits'),
    badge: runs || late ? dueBadge(row, { today, now, t: words(lang) }) : null,
    chance: runs ? chanceInWords(told, lang) : late ? words(lang)('workload:late') : '–',
    rank: late ? 2 : (told?.chance ?? -1),
  };
}
