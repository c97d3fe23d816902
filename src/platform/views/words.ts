import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance, type i18n, type Resource, type ResourceLanguage } from 'i18next';
import { withOneStop } from './full-stop';
import { inGenitive } from './genitive';
import { templatesFolder } from './root';

/** A language as it stands in addresses and in the database. */
export type Lang = 'sq' | 'sr' | 'en';
export const languages: readonly Lang[] = ['sq', 'sr', 'en'];
export const defaultLanguage: Lang = 'sq';

/** Looks up 'feature:path.to.key'; `count` in the variables chooses the plural form. */
export type Words = (key: string, vars?: Record<string, unknown>) => string;

const tags: Record<Lang, string> = { sq: 'sq', sr: 'sr-Latn', en: 'en' };

/** The BCP 47 tag for `lang` attributes and Intl: Serbian is written in Latin script. */
export const languageTag = (lang: Lang): string => tags[lang];

export const isLang = (text: unknown): text is Lang => languages.includes(text as Lang);

function readWords(tag: string): ResourceLanguage {
  const folder = join(templatesFolder, 'words', tag);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as ResourceLanguage,
    ]),
  );
}

/** A missing word is a mistake of ours: it stops a test or a developer, but never a citizen. */
function missing(what: string): string {
  const strict = process.env.NODE_ENV === 'test' || process.env.NODE_ENV === 'development';
  if (strict) throw new Error(`No words: ${what}`);
  return what;
}

function load(): i18n {
  const resources: Resource = Object.fromEntries(Object.values(tags).map((tag) => [tag, readWords(tag)]));
  const instance = createInstance();
  void instance.init({
    resources,
    initAsync: false,
    fallbackLng: false,
    showSupportNotice: false,
    defaultNS: 'common',
    // the templates escape; a letter in plain text must not be escaped at all
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key: string, asWritten?: string) => asWritten ?? missing(key),
    missingInterpolationHandler: (text: string, match: string[]) => missing(`${match[0]} in "${text}"`),
  } as Parameters<i18n['init']>[0]);
  // In Serbian words: "do {{day, genitive}}".
  instance.services.formatter?.add(
    'genitive',
    (day: unknown) => (typeof day === 'string' ? inGenitive(day) : day) as string,
  );
  return instance;
}

let instance: i18n | undefined;
const ready = new Map<Lang, Words>();

/** Most words need no variables, or only a small count: those are looked up once. A queue page asks for hundreds. */
function remembered(look: Words): Words {
  const plain = new Map<string, string>();
  return (key, vars) => {
    const slot = vars === undefined ? key : countOnly(key, vars);
    const known = slot === null ? undefined : plain.get(slot);
    if (known !== undefined) return known;
    const text = look(key, vars);
    if (slot !== null) plain.set(slot, text);
    return text;
  };
}

function countOnly(key: string, vars: Record<string, unknown>): string | null {
  const { count } = vars;
  if (typeof count !== 'number' || count < -400 || count > 400 || !Number.isInteger(count)) return null;
  for (const name in vars) if (name !== 'count') return null;
  return `${key}\u0000${count}`;
}

/** The words of one language. A missing key throws in tests and development and shows itself in production. */
export function words(lang: Lang): Words {
  const known = ready.get(lang);
  if (known) return known;
  instance ??= load();
  const look: Words = instance.getFixedT(languageTag(lang));
  const made = remembered(
    lang === 'sr' ? (key, vars) => (vars ? withOneStop(vars, (held) => look(key, held)) : look(key)) : look,
  );
  ready.set(lang, made);
  return made;
}
