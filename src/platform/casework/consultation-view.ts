import { consultationDue, type ConsultationState, isWaiting, type Stance } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { backPlanSettings, type ConsultationRow, type LoadedCase } from '../../records';
import { formatDate, type Lang, words } from '../views';
import { dueBadge, type DueBadge } from './due-badge';

/** A third party that was asked, for the case page and for whoever decides. */
export interface ConsultationView {
  id: string;
  name: string;
  ground: string;
  state: ConsultationState;
  stance: Stance | null;
  asked: string;
  /** Until when it may answer, while it is awaited. */
  due: string;
  badge: DueBadge | null;
  /** In words, where the deadline of the case comes before the day that the letter named. */
  cut: string;
  settled: string;
  question: string;
  answer: string;
  fileIds: readonly string[];
  letterId: string;
  /** Without an address the letter is printed. */
  byPost: boolean;
}

/** Pure. */
export function consultationViews(
  { file, clock, institution }: LoadedCase,
  rows: readonly ConsultationRow[],
  lang: Lang,
  { today, now }: { today: LocalDate; now: Date },
): ConsultationView[] {
  const t = words(lang);
  return file.consultations.flatMap((one) => {
    const row = rows.find(({ id }) => id === one.id);
    if (!row) return [];
    const { dueOn, cut } = consultationDue(one, clock, backPlanSettings(institution.settings));
    const waits = isWaiting(one);
    const days = { by: formatDate(one.by, lang), day: formatDate(dueOn, lang) };
    return [
      {
        ...{ id: one.id, name: row.name, state: one.state, stance: one.stance, question: row.question },
        ground: t(`common:refusalGround.${one.ground}`),
        asked: formatDate(one.askedOn, lang),
        due: waits ? formatDate(dueOn, lang, 'weekday') : '',
        badge: waits ? dueBadge({ dueOn, dueAt: null }, { today, now, t }) : null,
        cut: waits && cut ? t('consultation:cut', days) : '',
        settled: one.settledOn ? formatDate(one.settledOn, lang) : '',
        ...{ answer: row.answer ?? '', fileIds: row.fileIds, letterId: row.letterId, byPost: row.email === null },
      },
    ];
  });
}
