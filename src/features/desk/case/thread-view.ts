import { type Names, veiled } from '../../../platform/casework';
import { typed } from '../../../platform/intake';
import { deskPaths } from '../../../platform/paths';
import { may } from '../../../platform/sign-in';
import { formatDateTime, type Lang, words } from '../../../platform/views';
import type { SignedIn } from '../../../platform/web/request';
import type { CaseData } from './case-data';
import { type FileView, fileView } from './sent-view';

/** One thing that the applicant and the municipality wrote to each other. */
export interface ThreadItem {
  /** True for what the applicant wrote. */
  theirs: boolean;
  who: string;
  when: string;
  /** By which way; empty for a letter. */
  how: string;
  text: string;
  files: FileView[];
  /** Nobody who handles the case has opened it yet. */
  unread: boolean;
  href: string;
}

/** Who reads what the applicant wrote: those who may know the applicant, and those who may ask. */
export const mayReadThread = (official: SignedIn, { loaded: { row } }: CaseData): boolean =>
  may(official, 'case.applicant', row) || may(official, 'case.clarify', row);

/** Questions, answers and messages, as they followed each other; empty where nobody wrote, or this reader may not know. */
export function threadView(
  data: CaseData,
  { official, lang, knows }: { official: SignedIn; lang: Lang; knows: boolean },
  names: Names,
): ThreadItem[] {
  if (!mayReadThread(official, data)) return [];
  const t = words(lang);
  const { row } = data.loaded;
  const formal = data.letters.filter((one) => one.kind === 'clarification' || one.kind === 'clarification-answer');
  const letters = formal.map((one) => ({
    at: one.createdAt,
    item: {
      ...{ theirs: one.fromApplicant, how: t(`desk:letter.${one.kind}`), unread: false, files: [] as FileView[] },
      who: one.fromApplicant ? t('desk:actor.citizen') : t('desk:thread.municipality'),
      when: formatDateTime(one.createdAt, lang),
      text: one.fromApplicant ? one.text : typed(one.facts.question),
      href: one.fromApplicant || !may(official, 'case.applicant', row) ? '' : deskPaths.letter(one.id),
    },
  }));
  // An answer that came by mail stands among the letters; its message only remembers the mail.
  const written = data.written
    .filter((one) => !data.letters.some((letter) => letter.id === one.id))
    .map((one) => ({
      at: one.at,
      item: {
        ...{ theirs: one.direction === 'in', text: one.text, href: '', when: formatDateTime(one.at, lang) },
        who:
          one.channel === 'unknown'
            ? t('desk:thread.unknown')
            : one.direction === 'in'
              ? t('desk:actor.citizen')
              : names.official(one.authorId ?? ''),
        how: howOf(one, data.applicant.email, knows, lang),
        files: data.files.filter((file) => one.fileIds.includes(file.id)).map((file) => fileView(file, lang)),
        unread: one.readAt === null,
      },
    }));
  return [...letters, ...written].sort((one, other) => one.at.getTime() - other.at.getTime()).map(({ item }) => item);
}

/** An address from which the applicant may have written says who asked: whole only for who pressed to see that. */
function howOf(
  { channel, direction, sender }: CaseData['written'][number],
  known: string | null,
  knows: boolean,
  lang: Lang,
): string {
  const t = words(lang);
  if (direction === 'out') return '';
  const address = knows ? (sender ?? '') : veiled(sender ?? '');
  if (channel === 'unknown') return t('desk:thread.unknownFrom', { address });
  if (channel === 'email' && sender?.toLowerCase() !== known?.toLowerCase())
    return t('desk:thread.otherAddress', { address });
  return t(`desk:thread.${channel}`);
}
