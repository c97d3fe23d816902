import { isLocalDate, type LocalDate } from '../law';

/** A day as people and spreadsheets write it, `2024-03-30` or `30.03.2024` (also `30.3.2024.`); null when it is none. */
export function readDay(text: string): LocalDate | null {
  const typed = text.trim();
  const parts = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\.?$/.exec(typed);
  const iso = parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : typed;
  return isLocalDate(iso) ? iso : null;
}
