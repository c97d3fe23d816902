import type { Words } from './words';

/** The key of a source's words: the law data names its sources in English, and these are its letters and digits. */
export const citeKey = (cite: string): string =>
  `common:cite.${cite
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;

/** A source of the law or of a calendar in the language of the page. */
export const citeInWords = (t: Words, cite: string): string => t(citeKey(cite));

/**
 * The same for a source that somebody may have written freely, such as the decision behind a municipal day off: one without
 * words of ours is shown as it was written.
 */
export const sourceInWords = (t: Words, source: string): string =>
  /[a-z0-9]/i.test(source) ? t(citeKey(source), { defaultValue: source }) : source;
