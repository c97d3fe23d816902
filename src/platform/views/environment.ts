import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { compileFunction } from 'node:vm';
import nunjucks from 'nunjucks';
import type { LocalDate } from '../../core/law';
import { deskPaths, publicPaths } from '../paths';
import { assetUrl } from './assets';
import { citeInWords } from './cite';
import { type DateStyle, formatBytes, formatDate, formatDateTime, formatNumber } from './dates';
import { projectRoot, templatesFolder } from './root';
import { type Lang, languages, languageTag, words } from './words';

const folders = [templatesFolder, join(projectRoot, 'node_modules', 'govuk-frontend', 'dist')];
const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };

type Compiled = { type: 'code'; obj: unknown };
const compiled = new Map<string, Compiled>();

/** Compiles a template once for all environments; a wrong name fails with the folders that were searched. */
function compile(name: string): Compiled {
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!file) throw new Error(`Template ${name} is neither in templates/ nor in govuk-frontend`);
  const source = nunjucks.precompileString(readFileSync(file, 'utf8'), {
    name,
    wrapper: (templates: { template: string }[]) => templates[0]?.template ?? '',
  } as unknown as nunjucks.PrecompileOptions);
  // nunjucks compiles to the body of a function; the text is our own template, never a visitor's
  return { type: 'code', obj: (compileFunction(source, [], { filename: file }) as () => unknown)() };
}

class TemplateLoader extends nunjucks.Loader {
  constructor(private readonly reload: boolean) {
    super();
  }

  /** govuk-frontend's own templates name their neighbours './…'. */
  override resolve(from: string, to: string): string {
    return posix.join(posix.dirname(from), to);
  }

  getSource(name: string): nunjucks.LoaderSource {
    const found = (this.reload ? undefined : compiled.get(name)) ?? compile(name);
    compiled.set(name, found);
    return { src: found as unknown as string, path: name, noCache: this.reload };
  }
}

interface Field {
  name: string;
  error?: string;
  errors?: readonly { field: string; text: string }[];
}

/** The message beside a field: its own, or the first of the page's that names it. */
const errorOf = (field: Field): string =>
  field.error ?? field.errors?.find((error) => error.field === field.name)?.text ?? '';

type Named = string | null | undefined | ({ name?: Named } & Record<string, unknown>);

/** The name of an institution or directorate in this language: from nameSq/nameSr/nameEn, from { sq, sr, en }, or as is. */
function nameIn(thing: Named, lang: Lang): string {
  if (typeof thing !== 'object' || thing === null) return thing ?? '';
  const own = thing[`name${lang.charAt(0).toUpperCase()}${lang.slice(1)}`] ?? thing[lang] ?? thing.nameSq ?? thing.sq;
  return typeof own === 'string' ? own : nameIn(thing.name, lang);
}

/** What every template may say: t(key), date(c.dueOn), asset('app.css'). Macros see these too. */
function globalsOf(lang: Lang): Record<string, unknown> {
  const on =
    (style: DateStyle) =>
    (value: LocalDate | Date | null | undefined): string =>
      value ? formatDate(value, lang, style) : '';
  return {
    lang,
    htmlLang: languageTag(lang),
    languageTag,
    // Not "version": pages say with that word under which version of a case a form was opened.
    serviceVersion: version,
    t: words(lang),
    date: on('long'),
    weekdayDate: on('weekday'),
    shortDate: on('short'),
    dateTime: (value: Date | null | undefined) => (value ? formatDateTime(value, lang) : ''),
    shortDateTime: (value: Date | null | undefined) => (value ? formatDateTime(value, lang, 'short') : ''),
    isoTime: (value: Date | string) => (typeof value === 'string' ? value : value.toISOString()),
    number: (value: number) => formatNumber(value, lang),
    bytes: (value: number) => formatBytes(value, lang),
    largest: (rows: { value: number }[], atLeast = 1) => Math.max(atLeast, ...rows.map((row) => row.value)),
    citation: (cite: string | undefined) => (cite ? citeInWords(words(lang), cite) : ''),
    asset: assetUrl,
    paths: { public: publicPaths, desk: deskPaths },
    errorOf,
    named: (thing: Named) => nameIn(thing, lang),
  };
}

function build(lang: Lang, autoescape: boolean, reload: boolean): nunjucks.Environment {
  const made = new nunjucks.Environment(new TemplateLoader(reload), { autoescape });
  for (const [name, value] of Object.entries(globalsOf(lang))) made.addGlobal(name, value);
  return made;
}

export interface Environments {
  /** Pages and letters: values are escaped. */
  html: Record<Lang, nunjucks.Environment>;
  /** Plain text (*.txt.njk): nothing is escaped. */
  text: Record<Lang, nunjucks.Environment>;
}

/** One environment per language, so that macros know the language without being handed it. */
export function buildEnvironments(reload = process.env.NODE_ENV === 'development'): Environments {
  const each = (autoescape: boolean): Record<Lang, nunjucks.Environment> =>
    Object.fromEntries(languages.map((lang) => [lang, build(lang, autoescape, reload)])) as Record<
      Lang,
      nunjucks.Environment
    >;
  return { html: each(true), text: each(false) };
}
