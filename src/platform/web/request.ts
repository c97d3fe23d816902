import type { Request, Response } from 'express';
import type { PageLanguage, Role } from '../../core/casefile';
import type { Words } from '../views';

/** An absent official whose work another does meanwhile. */
export interface StoodFor {
  id: string;
  name: string;
  role: Role;
  directorateId: string | null;
  /** The directorates whose head they are, whichever they sit in. */
  heads?: string[];
}

/** The official behind a request, read anew from the database each time. */
export interface SignedIn {
  id: string;
  institutionId: string;
  name: string;
  email: string;
  role: Role;
  directorateId: string | null;
  language: PageLanguage;
  /** The institution asks a second factor of their role and they have none: nothing else is open to them before that. */
  mustEnrol?: true;
  /** The directorates whose head they are, whichever they sit in. */
  heads?: string[];
  /** On call for the urgent requests of the institution. */
  onCall?: boolean;
  /** Looks after the whole installation. */
  keeper?: boolean | null;
  /** For whom they stand in today. */
  standsInFor?: StoodFor[];
  /** False where the sign-in has found that nobody of the institution is away today. */
  somebodyAway?: boolean;
  /** The number on their bell. */
  unread?: number;
}

/** Why uploaded files were not taken at all; a file of the wrong kind is found later, by its content. */
export type UploadProblem = 'too-large' | 'too-many' | 'broken';

export interface PageRequest extends Request {
  official?: SignedIn;
  /** The form's token is missing or old: show the form again with what was typed, and change nothing. */
  staleForm?: boolean;
  uploadProblem?: UploadProblem;
  files?: Express.Multer.File[];
}

/** Albanian where a request failed before its language was known. */
export const languageOfPage = (res: Response): PageLanguage => (res.locals.lang as PageLanguage | undefined) ?? 'sq';
export const wordsOfPage = (res: Response): Words => res.locals.t as Words;
