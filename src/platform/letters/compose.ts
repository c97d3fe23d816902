import type { Kind, PageLanguage, Role } from '../../core/casefile';
import { type LetterFacts, templateOf } from '../../core/letters';
import { type LocalDate, localDateOf } from '../../core/law';
import type { Applicant, CaseRow, Institution } from '../../records';
import { colourNameOf, COLOURS, formatDate, renderText, words } from '../views';
import { type Block, plainText, quoted, readBlocks } from './blocks';

/** Who signs; null where the system speaks for the institution. */
export type Signatory = { name: string; role: Role } | null;

export interface LetterParts {
  facts: LetterFacts;
  row: Pick<CaseRow, 'subject' | 'reference' | 'kind'>;
  institution: Institution;
  applicant: Pick<Applicant, 'name' | 'postalAddress'>;
  language: PageLanguage;
  signedBy: Signatory;
  /** The moment of writing: the letter bears its local day. */
  now: Date;
}

/** A letter in words, before it is laid out. */
export interface ComposedLetter {
  language: PageLanguage;
  institution: string;
  /** Below the name: the office that answers. Empty where none is given. */
  office: string;
  /** Of name and rule. */
  colour: string;
  /** Address, telephone and e-mail of the institution, one a line. */
  contacts: string[];
  reference: string;
  placeAndDate: string;
  /** Name and postal address, one a line. */
  addressee: string[];
  title: string;
  salutation: string;
  body: Block[];
  closing: string;
  signature: string[];
  /** The whole letter as plain text. */
  text: string;
}

const NAMES = { sq: 'nameSq', sr: 'nameSr', en: 'nameEn' } as const;

/** The place stands at the end of the institution's address: "Rr. e Dëshmorëve 12, 40000 Mitrovicë". */
function placeOf(address: string | undefined): string {
  const parts = address?.split(/[,\n]/) ?? [];
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  const place = last.replace(/\d[\d\s-]*/g, '').trim();
  return place.length <= 40 ? place : '';
}

const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A day as letters write it: sr "30. mart 2026. godine". */
const formalDay = (day: LocalDate, language: PageLanguage): string =>
  words(language)('letters:frame.formalDay', { day: formatDate(day, language) });

/** The same within a sentence ("decided on …"): Serbian declines the month, "30. marta 2026. godine". */
const onDay = (date: LocalDate, language: PageLanguage): string => {
  const [year, month, day] = date.split('-').map(Number);
  return words(language)(`letters:onDay.${month}`, { day, year });
};

type Frame = Pick<
  ComposedLetter,
  'language' | 'institution' | 'office' | 'colour' | 'contacts' | 'reference' | 'placeAndDate'
>;

/** What stands at the head of every paper of the institution. */
export function frameOf(institution: Institution, reference: string, language: PageLanguage, now: Date): Frame {
  const t = words(language);
  const { address, phone, email, look } = institution.settings;
  const day = formalDay(localDateOf(now), language);
  const place = placeOf(address);
  return {
    language,
    institution: institution[NAMES[language]],
    office: look?.office?.[language] ?? '',
    colour: COLOURS[colourNameOf(look?.colour)].brand,
    contacts: [
      ...linesOf(address ?? null),
      [phone ? t('letters:frame.phone', { phone }) : '', email ?? ''].filter((one) => one !== '').join(' · '),
    ].filter((line) => line !== ''),
    reference: t('letters:frame.reference', { reference }),
    placeAndDate: place ? t('letters:frame.placeAndDate', { place, day }) : t('letters:frame.date', { day }),
  };
}

/** Puts the facts of a letter into the words of its language. Pure: the same parts give the same letter. */
export function compose(parts: LetterParts): ComposedLetter {
  const { facts, row, institution, applicant, language, signedBy, now } = parts;
  const t = words(language);
  const template = templateOf(facts);
  const body = readBlocks(
    renderText(`letters/${template}.txt.njk`, language, {
      f: facts,
      row,
      quoted,
      onDay: (one: LocalDate) => onDay(one, language),
      formalDay: (one: LocalDate) => formalDay(one, language),
      lawName: facts.law?.[language] ?? '',
      remedyLaw: 'remedy' in facts ? (facts.remedy?.law[language] ?? '') : '',
    }),
  );
  const role = signedBy ? t(`common:role.${signedBy.role}`) : '';
  const name = institution[NAMES[language]];
  const letter = {
    ...frameOf(institution, row.reference, language, now),
    addressee: [applicant.name, ...linesOf(applicant.postalAddress)].filter((line) => line !== ''),
    title: titleOf(template, row.kind, language),
    salutation: applicant.name ? t('letters:frame.dear', { name: applicant.name }) : t('letters:frame.dearUnnamed'),
    body,
    closing: t('letters:frame.closing'),
    signature: signedBy ? [signedBy.name, role, name] : [name],
  };
  return { ...letter, text: textOf(letter) };
}

function titleOf(template: string, kind: Kind, language: PageLanguage): string {
  const t = words(language);
  const perKind = template === 'petition-notice' || template === 'forwarded' || template === 'withdrawn';
  return t(perKind ? `letters:${template}.title.${kind}` : `letters:${template}.title`);
}

function textOf(letter: Omit<ComposedLetter, 'text'>): string {
  return [
    [letter.institution, letter.office, ...letter.contacts].filter((line) => line !== '').join('\n'),
    `${letter.reference}\n${letter.placeAndDate}`,
    letter.addressee.join('\n'),
    letter.title,
    letter.salutation,
    plainText(letter.body),
    letter.closing,
    letter.signature.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The name of a letter's file: `KK-2026-00012-vendim-2026-03-30.pdf`. */
export function fileNameOf(reference: string, facts: LetterFacts, language: PageLanguage, on: LocalDate): string {
  const what = words(language)(`letters:fileName.${facts.kind}`);
  return `${reference}-${what}-${on}.pdf`.replace(/[^A-Za-z0-9._-]+/g, '-');
}
