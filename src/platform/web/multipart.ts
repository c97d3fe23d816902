import { mkdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { Config } from '../config';
import type { PageRequest } from './request';

const MEGABYTE = 1024 * 1024;
/** Who may send files without signing in, and where. */
const PUBLIC_UPLOADS = [
  /^\/(sq|sr|en)\/(requests|petitions|initiatives|citizen-requests)\/new$/,
  /^\/(sq|sr|en)\/track\/[^/]+\/(clarification|messages)$/,
  /^\/api\/v1\/submissions$/,
];
export const PUBLIC_LIMITS = { files: 5, megabytes: 10 };
export const DESK_LIMITS = { files: 20, megabytes: 25 };
/** One text of 2 MB still gets its message beside its field; all texts of a form together stay in memory. */
const TEXT_LIMIT = 3 * MEGABYTE;
const TEXTS_LIMIT = 2 * TEXT_LIMIT;

/** Counts the texts as they come in; the types of multer do not know this option yet. */
const bounded: object = {
  streamHandler(req: Request, busboy: Writable): void {
    let length = 0;
    busboy.on('field', (_name: string, value: string) => {
      length += value.length;
      if (length > TEXTS_LIMIT) busboy.emit('fieldsLimit');
    });
    req.pipe(busboy);
  },
};

function parser(
  folder: string,
  limits: { files: number; megabytes: number },
  fields: number,
  takesFiles = true,
): RequestHandler {
  return multer({
    ...bounded,
    ...(takesFiles ? {} : { fileFilter: (_req, _file, answer) => answer(null, false) }),
    dest: folder,
    // Browsers send names in UTF-8; multer's own default turns ë into Ã«.
    defParamCharset: 'utf8',
    limits: {
      files: limits.files,
      fileSize: limits.megabytes * MEGABYTE,
      fieldSize: TEXT_LIMIT,
      fields,
      parts: fields + limits.files,
    },
  }).any();
}

/**
 * Parses forms with files before the guards, into a folder of the data folder; what nobody took is deleted when the
 * answer is sent. Files over the limits set `uploadProblem`; the fields that came before them are kept.
 */
export function multipartForms(config: Config): RequestHandler {
  const folder = path.join(config.dataDir, 'incoming');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const publicParser = parser(folder, PUBLIC_LIMITS, 200);
  // A decision may answer hundreds of merged requests along, each with fields of its own.
  const deskParser = parser(folder, DESK_LIMITS, 2_000);
  // Whose session ended while they wrote gets the words back; their files are read past and kept nowhere.
  const endedParser = parser(folder, DESK_LIMITS, 2_000, false);
  const parserFor = ({ official, path: at }: PageRequest): RequestHandler | null => {
    if (official) return deskParser;
    if (PUBLIC_UPLOADS.some((one) => one.test(at))) return publicParser;
    return at.startsWith('/desk/') ? endedParser : null;
  };
  return (req: Request, res: Response, next: NextFunction) => {
    const page = req as PageRequest;
    if (req.method !== 'POST' || !req.is('multipart/form-data')) return next();
    const parse = parserFor(page);
    if (!parse) return next();
    res.on('close', () => {
      for (const file of page.files ?? []) void unlink(file.path).catch(() => undefined);
    });
    parse(req, res, (error?: unknown) => {
      if (error === undefined || error === null) return next();
      page.uploadProblem =
        error instanceof MulterError
          ? error.code === 'LIMIT_FILE_SIZE'
            ? 'too-large'
            : error.code === 'LIMIT_FILE_COUNT'
              ? 'too-many'
              : 'broken'
          : 'broken';
      page.files ??= [];
      next();
    });
  };
}
