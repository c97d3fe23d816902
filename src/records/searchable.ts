import { fold } from './search/fold';

/**
 * A text as the list of cases is filtered by it: each word as the search compares it, with single spaces. *kerkese* finds
 * *kërkesë*, *opstina* finds *opština* and *општина*, *Djordjevic* finds *Đorđević* and *Ђорђевић*.
 */
export const searchable = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();
