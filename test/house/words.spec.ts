import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as codes from '../../src/core/casefile/codes';
import type { LocalDate } from '../../src/core/law';
import { formatDate, words } from '../../src/platform/views';

const root = join(__dirname, '..', '..');
const wordsFolder = join(root, 'templates', 'words');
const tags = ['sq', 'sr-Latn', 'en'] as const;
const plurals: Record<(typeof tags)[number], string[]> = {
  sq: ['one', 'other'],
  'sr-Latn': ['few', 'one', 'other'],
  en: ['one', 'other'],
};

/** What is not said here, and what is said instead (docs/terms.md). */
const NOT_SAID: [(typeof tags)[number], RegExp, string][] = [
  ['sq', /[«»]|“[^”]*”/u, '„…“'],
  ['sq', /(?<!\p{L})çka(?!\p{L})/iu, 'çfarë'],
  ['sq', /e-mail|postë elektronike|adresë elektronike/iu, 'e-posta, and mesazh for one of them'],
  ['sq', /(?<!\p{L})(bosh|guxon)(?!\p{L})|të paktën|vegëz/iu, 'zbrazët, duhet, së paku, lidhje'],
  ['sr-Latn', /„[^“]*”/u, '„…“'],
  ['sr-Latn', /(?<!\p{L})unesite|elektronsk\p{L}+ (pošt|adres)/iu, 'upišite, e-pošta'],
  ['sr-Latn', /rok (je|još nije) prošao|neradn|zatvoren\p{L}* predmet/iu, 'istekao, dan odmora, zaključen'],
  ['sr-Latn', /(?<!\d)\d{2}\.\d{2}\.\d{4}(?![.\d])/u, 'a full stop after the year'],
  ['en', /"|\byearly\b|(?<!\{)\bpercent\b/iu, '“…”, annual, per cent'],
];

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

const namespacesOf = (tag: string): string[] => readdirSync(join(wordsFolder, tag)).sort();
const wordsOf = (tag: string, file: string): Map<string, string> =>
  new Map(flatten(JSON.parse(readFileSync(join(wordsFolder, tag, file), 'utf8')) as Tree));

const withoutPlural = (key: string): string => key.replace(/_(one|few|other)$/, '');
const placeholders = (text: string): string =>
  [
    ...new Set(
      [...text.matchAll(/\{\{\s*(\w+)(?:, genitive)?\s*\}\}|%\{(\w+)\}/g)].map((found) => found[1] ?? found[2]),
    ),
  ]
    .sort()
    .join(' ');

function filesUnder(folder: string, endings: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'words' ? [] : filesUnder(path, endings);
    return endings.test(entry.name) ? [path] : [];
  });
}

describe('the words of the three languages', () => {
  it('stand in the same files', () => {
    expect(namespacesOf('sr-Latn')).toEqual(namespacesOf('sq'));
    expect(namespacesOf('en')).toEqual(namespacesOf('sq'));
  });

  it.each(NOT_SAID)('say in %s instead of %s: %s', (tag, wrong) => {
    const places = namespacesOf(tag).flatMap((file) =>
      [...wordsOf(tag, file)].filter(([, text]) => wrong.test(text)).map(([key, text]) => `${file} ${key}: ${text}`),
    );
    expect(places).toEqual([]);
  });

  it('write Vi with a capital in Serbian letters and mails, and with a small one on pages', () => {
    const polite = {
      letter: /(?<!\p{L})(vi|vas|vam|vama|vaš\p{L}*)(?!\p{L})/u,
      page: /[\p{L},;:] (Vi|Vas|Vam|Vama|Vaš\p{L}*)(?!\p{L})/u,
    };
    const places = namespacesOf('sr-Latn').flatMap((file) => {
      const wrong = /^(letters|mail)\.json$/.test(file) ? polite.letter : polite.page;
      return [...wordsOf('sr-Latn', file)].filter(([, text]) => wrong.test(text)).map(([key]) => `${file} ${key}`);
    });
    expect(places).toEqual([]);
  });

  describe.each(namespacesOf('sq'))('%s', (file) => {
    const all = tags.map((tag) => ({ tag, words: wordsOf(tag, file) }));

    it('has the same keys in each', () => {
      const keys = all.map(({ words }) => [...new Set([...words.keys()].map(withoutPlural))].sort());
      expect(keys[1]).toEqual(keys[0]);
      expect(keys[2]).toEqual(keys[0]);
    });

    it('has every plural form that the language has', () => {
      for (const { tag, words } of all) {
        const forms = new Map<string, string[]>();
        for (const key of words.keys()) {
          const base = withoutPlural(key);
          if (base !== key) forms.set(base, [...(forms.get(base) ?? []), key.slice(base.length + 1)]);
        }
        for (const [base, found] of forms) expect([tag, base, found.sort()]).toEqual([tag, base, plurals[tag]]);
      }
    });

    it('has no empty text and the same placeholders', () => {
      const expected = new Map([...all[0]!.words].map(([key, text]) => [withoutPlural(key), placeholders(text)]));
      for (const { tag, words } of all) {
        for (const [key, text] of words) {
          expect([tag, key, text.trim()]).not.toEqual([tag, key, '']);
          expect([tag, key, placeholders(text)]).toEqual([tag, key, expected.get(withoutPlural(key))]);
        }
      }
    });
  });

  it('decline a day in Serbian behind the word that asks for it', () => {
    const asking = /(?<!\p{L})(do|od|pre|posle|dana) \{\{(day|moment)\}\}/u;
    const wrong = namespacesOf('sr-Latn').flatMap((file) =>
      [...wordsOf('sr-Latn', file)].filter(([, text]) => asking.test(text)).map(([key]) => `${file}: ${key}`),
    );
    expect(wrong).toEqual([]);
    const by = (day: LocalDate): string => words('sr')('tasks:timeline.by', { day: formatDate(day, 'sr', 'weekday') });
    expect(by('2026-03-09' as LocalDate)).toContain('do ponedeljka, 9. marta 2026.');
    expect(by('2026-12-31' as LocalDate)).toContain('do četvrtka, 31. decembra 2026.');
  });

  it('cover every key that a template or a module asks for', () => {
    const known = new Set(
      namespacesOf('sq').flatMap((file) =>
        [...wordsOf('sq', file).keys()].map((key) => `${file.replace('.json', '')}:${withoutPlural(key)}`),
      ),
    );
    const missing: string[] = [];
    for (const file of [...filesUnder(join(root, 'templates'), /\.njk$/), ...filesUnder(join(root, 'src'), /\.ts$/)]) {
      const source = readFileSync(file, 'utf8').replace(/\{#[\s\S]*?#\}|\/\*[\s\S]*?\*\//g, '');
      for (const [, key = ''] of source.matchAll(/\bt\(\s*['"]([\w-]+:[\w.-]+)['"]\s*[,)]/g)) {
        if (!known.has(key)) missing.push(`${file.slice(root.length + 1)}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('every code of the core has words', () => {
  const common = wordsOf('sq', 'common.json');
  it.each([
    ['kind', codes.KINDS],
    ['kindShort', codes.KINDS],
    ['channel', codes.CHANNELS],
    ['applicant', codes.APPLICANT_TYPES],
    ['document', codes.DOCUMENT_TYPES],
    ['answerForm', codes.ANSWER_FORMS],
    ['language.name', codes.LANGUAGES],
    ['outcome', codes.OUTCOMES],
    ['refusalGround', codes.REFUSAL_GROUNDS],
    ['status', codes.STATUSES],
    ['complaintOutcome', codes.COMPLAINT_OUTCOMES],
    ['role', codes.ROLES],
    ['seenWhere', codes.SEEN_WHERE],
  ] as [string, readonly string[]][])('%s', (branch, list) => {
    const having = [...common.keys()]
      .filter((key) => key.startsWith(`${branch}.`))
      .map((k) => k.slice(branch.length + 1));
    expect(having.sort()).toEqual([...list].sort());
  });
});
