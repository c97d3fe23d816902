import { climbKey, DEFAULT_LADDERS, rung } from '../../src/core/alarms';
import { addDays, localDate, localDateOf } from '../../src/core/law';
import { dueBadge } from '../../src/platform/casework';
import { type Lang, languages, rungInWords, words } from '../../src/platform/views';

const now = new Date('2026-03-30T08:00:00Z');
const today = localDate('2026-03-30');

describe('how long there is', () => {
  it.each([
    [-2, '2 days overdue', 'overdue'],
    [0, 'Due today', 'today'],
    [1, 'Due tomorrow', 'soon'],
    [3, 'Due in 3 days', 'soon'],
    [12, 'Due in 12 days', 'calm'],
  ])('%i days: "%s"', (days, text, look) => {
    const due = { dueOn: addDays(today, days), dueAt: null };
    expect(dueBadge(due, { today, now, t: words('en') })).toEqual({ text, look });
  });

  it.each([
    [48 * 60, ['Edhe 48 orë', 'Još 48 sati', '48 hours left'], 'hours'],
    [31 * 60 + 59, ['Edhe 31 orë', 'Još 31 sat', '31 hours left'], 'hours'],
    [22 * 60, ['Edhe 22 orë', 'Još 22 sata', '22 hours left'], 'hours'],
    [8 * 60, ['Edhe 8 orë', 'Još 8 sati', '8 hours left'], 'hours'],
    [8 * 60 - 1, ['Edhe 7 orë', 'Još 7 sati', '7 hours left'], 'last-hours'],
    [60, ['Edhe 1 orë', 'Još 1 sat', '1 hour left'], 'last-hours'],
    [59, ['Edhe 59 minuta', 'Još 59 minuta', '59 minutes left'], 'last-hours'],
    [0, ['Edhe 1 minutë', 'Još 1 minut', '1 minute left'], 'last-hours'],
    [-1, ['1 minutë vonesë', 'Kasni 1 minut', '1 minute overdue'], 'overdue'],
    [-125, ['2 orë vonesë', 'Kasni 2 sata', '2 hours overdue'], 'overdue'],
    [-4 * 24 * 60, ['4 ditë vonesë', 'Kasni 4 dana', '4 days overdue'], 'overdue'],
  ])('%i minutes: %j', (minutes, texts, look) => {
    const dueAt = new Date(now.getTime() + minutes * 60_000);
    const told = languages.map((lang: Lang) =>
      dueBadge({ dueOn: localDateOf(dueAt), dueAt }, { today, now, t: words(lang) }),
    );
    expect(told).toEqual(texts.map((text) => ({ text, look })));
  });
});

it.each(languages)('every rung of the ladders has words in %s', (lang) => {
  const t = words(lang);
  const made = [
    rung({ track: 'reminder', clock: 'decision', from: 'due', offset: 50, unit: 'share', to: ['assignee'] }),
    rung({ track: 'escalation', clock: 'notice', from: 'due', offset: 4, unit: 'working-day', to: ['administrator'] }),
    rung({
      track: 'unassigned',
      clock: 'decision',
      from: 'registration',
      offset: 2,
      unit: 'day',
      to: ['mayors-office'],
    }),
    rung({ track: 'urgent', clock: 'decision', from: 'receipt', offset: 30, unit: 'minute', to: ['on-call'] }),
  ];
  for (const { key, track } of [...Object.values(DEFAULT_LADDERS).flat(), ...made]) {
    expect(rungInWords(climbKey(key, 2), t)).toContain(rungInWords(key, t));
    expect([rungInWords(key, t), t(`desk:message.${track}`)].join(' ')).not.toContain('desk:');
  }
});
