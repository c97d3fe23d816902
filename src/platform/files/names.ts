import { endingOf, type FileKind } from './kinds';

const LONGEST = 120;
/** Control characters, direction overrides (with which `fdp.exe` reads as `exe.pdf`), and what no file system likes. */
const UNSAFE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu;

/** A name that can be shown, stored and offered for download: no path, at most 120 characters, the ending of its kind. */
export function safeName(original: string, kind: FileKind): string {
  const last = original.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(UNSAFE, '').replace(/\s+/g, ' ').trim();
  const ending = endingOf(clean);
  const right = kind.endings.includes(ending) ? ending : (kind.endings[0] ?? 'bin');
  const stem = (ending === '' ? clean : clean.slice(0, -ending.length - 1)).replace(/^[.\s]+|[.\s]+$/g, '');
  return `${[...stem].slice(0, LONGEST - right.length - 1).join('') || 'file'}.${right}`;
}

/** A name as it may be repeated in a message to the person who chose it. */
export const shownName = (original: string): string =>
  [...(original.split(/[/\\]/).at(-1) ?? '').replace(UNSAFE, '').trim()].slice(0, LONGEST).join('') || '?';
