/** A kind of file that is taken in: the media type it is served with and the endings it may have. */
export interface FileKind {
  readonly mediaType: string;
  /** The first is given to a file whose name ends in something else. */
  readonly endings: readonly string[];
}

/** What a citizen or an official may attach: documents, pictures of documents, office files, plain text. */
const KINDS: Readonly<Record<string, FileKind>> = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  png: { mediaType: 'image/png', endings: ['png'] },
  jpg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { mediaType: 'image/webp', endings: ['webp'] },
  tif: { mediaType: 'image/tiff', endings: ['tif', 'tiff'] },
  heic: { mediaType: 'image/heic', endings: ['heic', 'heif'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    endings: ['pptx'],
  },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', endings: ['odt'] },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['ods'] },
  odp: { mediaType: 'application/vnd.oasis.opendocument.presentation', endings: ['odp'] },
};

/** Old office files share one container, so their ending says which they are; an installer (.msi) has it too. */
const OLD_OFFICE: Readonly<Record<string, FileKind>> = {
  doc: { mediaType: 'application/msword', endings: ['doc'] },
  xls: { mediaType: 'application/vnd.ms-excel', endings: ['xls'] },
  ppt: { mediaType: 'application/vnd.ms-powerpoint', endings: ['ppt'] },
};

/** Text has no signature: it must be valid UTF-8 and say by its ending that it is text. */
const TEXT: Readonly<Record<string, FileKind>> = {
  txt: { mediaType: 'text/plain; charset=utf-8', endings: ['txt'] },
  csv: { mediaType: 'text/csv; charset=utf-8', endings: ['csv'] },
};

/** Office files of today are archives of their parts. */
export const isArchive = ({ endings }: FileKind): boolean => /^(docx|xlsx|pptx|od[tsp])$/.test(endings[0] ?? '');

/** For the `accept` attribute and for the words beside the field. */
export const ACCEPTED_ENDINGS: readonly string[] = [KINDS, OLD_OFFICE, TEXT]
  .flatMap((kinds) => Object.values(kinds))
  .flatMap((kind) => kind.endings);

/** The ending of a file's name in lower case, without the dot. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * The kind of a file whose content was recognised as `detected` (null: no signature), or null when it is not taken in.
 * A name that ends as another kind of document is mended later; a name that lies about text or old office files is not.
 */
export function kindFor(detected: string | null, name: string): FileKind | null {
  const ending = endingOf(name);
  if (detected === null) return TEXT[ending] ?? null;
  if (detected === 'cfb') return OLD_OFFICE[ending] ?? null;
  return KINDS[detected] ?? null;
}
