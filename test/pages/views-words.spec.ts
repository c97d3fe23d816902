import { localDate } from '../../src/core/law';
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatNumber,
  type Lang,
  languageLinks,
  words,
} from '../../src/platform/views';

const day = localDate('2026-03-30');

describe('days and times in words', () => {
  it.each([
    ['sq', '30 mars 2026', 'e hënë, 30 mars 2026', '30.03.2026'],
    ['sr', '30. mart 2026.', 'ponedeljak, 30. mart 2026.', '30.03.2026.'],
    ['en', '30 March 2026', 'Monday 30 March 2026', '30 Mar 2026'],
  ] as [Lang, string, string, string][])('%s', (lang, long, weekday, short) => {
    expect(formatDate(day, lang, 'long')).toBe(long);
    expect(formatDate(day, lang, 'weekday')).toBe(weekday);
    expect(formatDate(day, lang, 'short')).toBe(short);
  });

  it.each([
    ['sq', '30 mars 2026, ora 14:05'],
    ['sr', '30. mart 2026. u 14:05'],
    ['en', '30 March 2026 at 14:05'],
  ] as [Lang, string][])('an instant is told in Kosovo time with 24 hours in %s', (lang, expected) => {
    expect(formatDateTime(new Date('2026-03-30T12:05:00Z'), lang)).toBe(expected);
  });

  it('an instant just before midnight in UTC is already the next day in Kosovo', () => {
    expect(formatDate(new Date('2026-03-29T22:30:00Z'), 'sq')).toBe('30 mars 2026');
  });

  it.each([
    [
      'tracking:step.moved',
      { from: '5. mart 2026.', to: '9. mart 2026.' },
      'Rok je bio 5. mart 2026, a sada je 9. mart 2026.',
    ],
    ['tracking:step.receiptNow', { day: '05.03.2026.' }, 'Dan prijema: 05.03.2026.'],
    [
      'consultation:cut',
      { by: 'sreda, 4. mart 2026.', day: 'utorak, 3. mart 2026.' },
      'čeka se samo do utorka, 3. marta 2026.',
    ],
    ['tracking:standing.silent', { day: '26. mart 2026.' }, 'Od 26. marta 2026. to se smatra odbijanjem'],
    // What somebody wrote stays as it was written.
    ['mail:receipt.about', { subject: 'Budžet za 2026.): izvod' }, 'Predmet: Budžet za 2026.): izvod'],
  ])('puts a Serbian day into a sentence without a second mark behind it (%s)', (key, vars, expected) => {
    const said = words('sr')(key, vars);
    expect(said).toContain(expected);
    expect(said).not.toMatch(/\d{4}\.[.,]/);
    expect(said.endsWith(expected) || !expected.endsWith('.')).toBe(true);
  });

  it('writes numbers and sizes as the language does', () => {
    expect(formatNumber(12345.6, 'sr')).toBe('12.345,6');
    expect(formatNumber(12345.6, 'en')).toBe('12,345.6');
    expect(formatBytes(900, 'en')).toBe('900 B');
    expect(formatBytes(20_000, 'en')).toBe('20 KB');
    expect(formatBytes(3_456_789, 'sr')).toBe('3,3 MB');
  });
});

describe('words', () => {
  it.each([
    ['sq', 1, '1 ditë vonesë'],
    ['sr', 1, 'Kasni 1 dan'],
    ['sr', 3, 'Kasni 3 dana'],
    ['sr', 21, 'Kasni 21 dan'],
    ['en', 1, '1 day overdue'],
    ['en', 2, '2 days overdue'],
  ] as [Lang, number, string][])('%s counts %i rightly', (lang, count, expected) => {
    expect(words(lang)('common:due.overdue', { count })).toBe(expected);
  });

  it('uses the three Serbian plurals', () => {
    const t = words('sr');
    const told = [1, 2, 5, 11, 22, 25].map((count) => t('common:term.working-day', { count }));
    expect(told).toEqual([
      '1 radni dan',
      '2 radna dana',
      '5 radnih dana',
      '11 radnih dana',
      '22 radna dana',
      '25 radnih dana',
    ]);
  });

  it('fills in variables without escaping them', () => {
    expect(words('en')('common:due.on', { day: '<7 April>' })).toBe('Due on <7 April>');
  });

  it('stops a developer at a missing key or a missing variable', () => {
    expect(() => words('en')('common:no.such')).toThrow('no.such');
    expect(() => words('en')('common:due.on', {})).toThrow('day');
  });

  it('shows the key to a citizen rather than an error page', () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      expect(words('en')('common:no.such')).toContain('no.such');
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});

it('links a page to itself in the other languages', () => {
  expect(languageLinks('/sq/requests/new', '?kind=petition').map((link) => link.href)).toEqual([
    '/sq/requests/new?kind=petition',
    '/sr/requests/new?kind=petition',
    '/en/requests/new?kind=petition',
  ]);
});
