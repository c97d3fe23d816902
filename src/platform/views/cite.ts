import type { Words } from './words';

/** The key of a source's words: the law data names its sources in English, and these are its letters and digits. */
export const citeKey = (cite: string): string =>
  `common:cite.${cite
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;

/** A source of the law or of a calendar in the language of the page. */
export const citeInWords = (t: Words, cite: string): string => t(citeKey(cite));
