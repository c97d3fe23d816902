import { localDate } from '../../src/core/law';
import { timelineOf } from '../../src/platform/casework';
import type { Lang } from '../../src/platform/views';

const names = { knows: () => true, official: () => 'Arta Krasniqi', directorate: () => '', area: () => '' };

function alarmIn(lang: Lang, rung: string): string {
  const occurredOn = localDate('2026-03-30');
  const event = { type: 'alarmed', occurredOn, rung, alarmId: 'a', recipientId: 'o' } as const;
  const recordedAt = new Date('2026-03-30T08:00:00Z');
  const [item] = timelineOf([{ seq: 1, recordedAt, actor: { kind: 'system' }, event }], 'access-request', names, lang);
  return [item!.title, ...item!.lines].join(' / ');
}

it.each([
  ['en', 'reminder-1', 'A reminder went out / One day left / Told: Arta Krasniqi'],
  ['en', 'unassigned', 'Notice: unassigned case / The case is still unassigned / Told: Arta Krasniqi'],
  ['en', 'escalation-1', 'Superiors notified / One day left and no decision yet / Told: Arta Krasniqi'],
  [
    'sq',
    'escalation-overdue',
    'Njoftim te udhëheqësit / Afati ka kaluar dhe ende nuk ka vendim / Njoftuar: Arta Krasniqi',
  ],
  ['en', 'urgent-arrived', 'Notice: urgent request / An urgent request arrived / Told: Arta Krasniqi'],
  ['en', 'reminder-8h', 'A reminder went out / 8 hours left / Told: Arta Krasniqi'],
  ['sr', 'escalation-1', 'Obaveštenje rukovodiocima / Još jedan dan, a odluke nema / Obavešten/a: Arta Krasniqi'],
] as [Lang, string, string][])('tells in %s what went out at the rung %s', (lang, rung, told) => {
  expect(alarmIn(lang, rung)).toBe(told);
});
