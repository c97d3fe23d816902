import { type Kind, KINDS, type PageLanguage } from '../../core/casefile';
import { type LocalDate, type Procedure, statuteFor, termFor, thresholdFor } from '../../core/law';
import { publicPaths } from '../../platform/paths';
import type { Words } from '../../platform/views';

/** The terms that the first page tells; each number comes from the statute in force today. */
const TOLD: readonly Procedure[] = [
  'access.decision',
  'access.urgent',
  'complaint.file',
  'petition.consider',
  'petition.notice',
];

/** What the first page offers: a way in for each kind, the way to follow a case, the right, the deadlines. */
export function homePage(lang: PageLanguage, t: Words, today: LocalDate): object {
  const way = (kind: Kind): object => ({
    title: t(`intake:home.way.${kind}.title`),
    text: t(`intake:home.way.${kind}.text`, { percent: thresholdFor('initiative', today).percent }),
    href: publicPaths.form(lang, kind),
  });
  return {
    title: t('intake:home.title'),
    ways: [
      ...KINDS.map(way),
      { title: t('intake:home.way.track.title'), text: t('intake:home.way.track.text'), href: publicPaths.track(lang) },
      {
        title: t('intake:home.way.deadline.title'),
        text: t('intake:home.way.deadline.text'),
        href: publicPaths.deadline(lang),
      },
    ],
    deadlines: TOLD.map((procedure) => ({
      what: t(`intake:home.deadline.${procedure.replace('.', '-')}`),
      term: termWords(procedure, t, today),
    })),
    law: statuteFor('access.decision', today).title[lang],
    lawHref: publicPaths.law(lang),
  };
}

/** "7 days", "48 hours": the length of a step under the law in force on the day. */
export function termWords(procedure: Procedure, t: Words, day: LocalDate): string {
  const { term } = termFor(procedure, day);
  return t(`common:term.${term.unit}`, { count: term.length });
}
