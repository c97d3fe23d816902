import { KINDS } from '../../core/casefile';
import { addDays, daysBetween, weekday } from '../../core/law';
import type { QueueRow } from '../../records';
import { deskPaths } from '../../platform/paths';
import { formatNumber, type Lang, words } from '../../platform/views';
import { canMiss, noFigures, type Unit } from './figures';
import type { WorkloadData } from './workload-data';
import { nameOfUnit } from './workload-view';

/** What would be if some cases were given to a unit. */
export interface MoveLine {
  name: string;
  by: Unit['by'];
  open: string;
  week: string;
  median: string;
  chance: string;
  href: string;
  rank: number;
}

/** For each person and directorate: its load before and after, and how many of the cases would probably be late there. */
export function moveLines(data: WorkloadData, rows: readonly QueueRow[], by: Unit['by'], lang: Lang): MoveLine[] {
  const { today, histories } = data;
  const sunday = addDays(today, 7 - weekday(today));
  const running = rows.filter((row) => canMiss(row.dueOn, today));
  const soon = running.filter((row) => row.dueOn <= sunday);
  const number = (value: number): string => formatNumber(value, lang);
  const units =
    by === 'person'
      ? data.officials.filter((one) => one.active && ['responsible-officer', 'directorate-staff'].includes(one.role))
      : data.directorates.filter((one) => one.active);
  return units
    .filter(({ id }) => data.sees({ by, id }))
    .map(({ id }) => {
      const unit = { by, id };
      const of = (by === 'person' ? data.people : data.parts).get(id) ?? noFigures(histories.median(unit, KINDS));
      const has = (row: QueueRow): boolean => (by === 'person' ? row.assigneeId : row.directorateId) === id;
      const added = rows.filter((row) => !has(row)).length;
      const told = running.map((row) => {
        const left = daysBetween(today, row.dueOn);
        const age = daysBetween(row.receivedOn, today);
        return has(row) ? histories.staying(unit, row.kind, age, age + left) : histories.anew(unit, row.kind, left);
      });
      const known = told.flatMap((one) => one ?? []);
      const sum = known.reduce((all, one) => all + one.chance, 0);
      const all = known.some((one) => one.from === 'all');
      const t = words(lang);
      const about = t('workload:sum', {
        number: formatNumber(Math.round(sum * 10) / 10, lang),
        of: number(known.length),
      });
      return {
        name: nameOfUnit(data, unit, lang),
        by,
        open: t('workload:then', { now: number(of.open), then: number(of.open + added) }),
        week: t('workload:then', {
          now: number(of.dueThisWeek),
          then: number(of.dueThisWeek + soon.filter((row) => !has(row)).length),
        }),
        median: of.median === null ? '–' : number(of.median),
        chance: known.length === 0 ? t('workload:tooLittle') : all ? t('workload:fromAll', { percent: about }) : about,
        href: deskPaths.bulk(assignQuery(rows, unit)),
        rank: known.length === 0 ? rows.length + 1 : sum,
      };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** The form that assigns them, with the unit chosen. */
const assignQuery = (rows: readonly QueueRow[], { by, id }: Unit): string =>
  new URLSearchParams([
    ['do', 'assign'],
    [by === 'person' ? 'assignee' : 'directorate', id ?? ''],
    ...rows.map((row): [string, string] => ['case', `${row.id}.${row.version}`]),
  ]).toString();
