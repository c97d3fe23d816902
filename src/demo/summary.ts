import type { LocalDate } from '../core/law';
import type { Town, Who } from './municipality';
import { hasEmail, type Story } from './story';
import type { Told } from './year';

/** What a newcomer needs to know of a filled demonstration. */
export interface DemoSummary {
  institution: string;
  cases: number;
  signIns: { role: string; name: string; email: string }[];
  /** An open request that waits for the applicant's answer, and an answered one with documents to download. */
  tracking: (Told & { what: 'asked' | 'answered' })[];
  /** The year whose report has most to show. */
  year: number;
}

const SHOWN: readonly Who[] = [
  'officer',
  'urbanHead',
  'urbanStaff',
  'mayor',
  'secretariat',
  'auditor',
  'administrator',
];

export function summary(town: Town, told: ReadonlyMap<Story, Told>, today: LocalDate): DemoSummary {
  const stories = [...told.keys()].filter((story) => story.channel === 'web');
  const last = (story: Story): string | undefined => story.steps.at(-1)?.move;
  const asked = stories.find((story) => last(story) === 'clarify');
  const answered = stories.findLast(
    (story) => last(story) === 'decide' && hasEmail(story) && (story.steps.at(-1)?.papers ?? []).length > 0,
  );
  const [year = 0, month = 0] = today.split('-').map(Number);
  return {
    institution: town.institution.nameSq,
    cases: told.size,
    signIns: SHOWN.map((who) => {
      const { role, name, email } = town.officials[who];
      return { role: who === 'urbanHead' ? 'directorate-head' : role, name, email };
    }),
    tracking: [
      ...(asked ? [{ what: 'asked' as const, ...pick(told.get(asked)) }] : []),
      ...(answered ? [{ what: 'answered' as const, ...pick(told.get(answered)) }] : []),
    ],
    year: month > 3 ? year : year - 1,
  };
}

const pick = (told: Told | undefined): Told => ({
  reference: told?.reference ?? '',
  accessCode: told?.accessCode ?? '',
});
