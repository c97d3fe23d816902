import { KINDS, STATUSES } from '../../core/casefile';
import type { NamedDirectorate, NamedOfficial, QueueNames } from '../../records';
import type { Lang, Words } from '../../platform/views';
import type { QueueQuery } from './queue-query';
import { areaName, nameOf } from './queue-view';
import { DUE_WINDOWS, RECEIVED_WINDOWS } from './queue-windows';

interface Choice {
  value: string;
  text: string;
  selected: boolean;
}
export type QueueChoices = Record<
  'status' | 'kind' | 'assignee' | 'directorate' | 'area' | 'due' | 'received',
  Choice[]
>;

/** What the filters beside the list offer. Somebody who left is offered only while the list shows their cases. */
export function queueChoices(
  query: QueueQuery,
  { officials, directorates, areas }: QueueNames,
  lang: Lang,
  t: Words,
  hasDirectorate = false,
): QueueChoices {
  const choose = (chosen: string | undefined, pairs: readonly (readonly [string, string])[]): Choice[] =>
    pairs.map(([value, text]) => ({ value, text, selected: value === (chosen ?? '') }));
  const any = ['', t('common:all')] as const;
  const current = <T extends { id: string; active: boolean | number }>(all: readonly T[], chosen?: string): T[] =>
    all.filter((one) => one.active || one.id === chosen);
  return {
    status: choose(query.status, [
      ['open', t('queue:status.open')],
      ...STATUSES.map((one) => [one, t(`common:status.${one}`)] as const),
      ['complaints', t('queue:status.complaints')],
      ['all', t('queue:status.all')],
    ]),
    kind: choose(query.kind, [any, ...KINDS.map((one) => [one, t(`common:kind.${one}`)] as const)]),
    assignee: choose(query.assignee, [
      any,
      ['me', t('queue:assignee.me')],
      ['nobody', t('queue:assignee.nobody')],
      ...current(officials, query.assignee).map((one) => [one.id, one.name] as const),
    ]),
    directorate: choose(query.directorate, [
      any,
      ...(hasDirectorate ? [['mine', t('queue:directorate.mine')] as const] : []),
      ['none', t('queue:directorate.none')],
      ...current(directorates, query.directorate).map((one) => [one.id, nameOf(one, lang)] as const),
    ]),
    // An institution that keeps no such list sees no filter.
    area:
      areas.length === 0
        ? []
        : choose(query.area, [
            any,
            ['none', t('queue:area.none')],
            ...areas.map((one) => [one.code, areaName(one, lang, t)] as const),
          ]),
    due: choose(query.due, [any, ...DUE_WINDOWS.map((one) => [one, t(`queue:due.${one}`)] as const)]),
    received: choose(query.received, [
      any,
      ...RECEIVED_WINDOWS.map((one) => [one, t(`queue:received.${one}`)] as const),
    ]),
  };
}

/** The values of each column by which the list can be grouped, in the order of their words; statuses as a case goes. */
export function groupsOf(
  officials: readonly NamedOfficial[],
  directorates: readonly NamedDirectorate[],
  lang: Lang,
  t: Words,
): Record<'kind' | 'status' | 'assignee' | 'directorate', string[]> {
  const byWords = (pairs: (readonly [string, string])[]): string[] =>
    pairs.sort(([, a], [, b]) => a.localeCompare(b, lang)).map(([value]) => value);
  return {
    kind: byWords(KINDS.map((one) => [one, t(`common:kindShort.${one}`)] as const)),
    status: [...STATUSES],
    assignee: [...byWords(officials.map((one) => [one.id, one.name] as const)), 'nobody'],
    directorate: [...byWords(directorates.map((one) => [one.id, nameOf(one, lang)] as const)), 'none'],
  };
}
