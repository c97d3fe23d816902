import { calendarYears, statutes } from '../../src/core/law';
import { citeInWords, words } from '../../src/platform/views';

/** Every source that the law data names. */
const cites = [
  ...statutes.flatMap((law) => [
    law.cite,
    ...law.terms.map((term) => term.cite),
    ...(law.extension === 'none' ? [] : [law.extension.cite]),
    ...(law.remedy ? [law.remedy.cite] : []),
  ]),
  ...calendarYears.flatMap((year) => year.source),
];

describe('the sources of the law', () => {
  it.each([...new Set(cites)])('are said in every language: %s', (cite) => {
    // Words have the quotation marks of the house.
    expect(citeInWords(words('en'), cite)).toBe(cite.replace(/"([^"]*)"/g, '“$1”'));
    for (const lang of ['sq', 'sr'] as const) expect(citeInWords(words(lang), cite)).not.toBe(cite);
  });
});
