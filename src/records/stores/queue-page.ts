import type { Directorate, Official, SubjectArea } from '../entities';
import type { Cursor, QueueRow } from './queue-filter';

export interface QueuePage {
  rows: QueueRow[];
  /** Where the pages before and after this one begin; null at an end. */
  previous: string | null;
  next: string | null;
}

/** Where a page begins: after a cursor, or just before one (then it is read backwards). */
export interface From {
  after?: Cursor | undefined;
  before?: Cursor | undefined;
}

export type NamedOfficial = Pick<Official, 'id' | 'name'> & { active: boolean | number };
export type NamedDirectorate = Pick<Directorate, 'id' | 'nameSq' | 'nameSr' | 'nameEn'> & { active: boolean | number };
export type NamedArea = Pick<SubjectArea, 'code' | 'nameSq' | 'nameSr' | 'nameEn'> & { active: boolean | number };

/** Those who left and what was retired included. */
export interface QueueNames {
  officials: NamedOfficial[];
  directorates: NamedDirectorate[];
  areas: NamedArea[];
}

/** What an institution's desk must know before it shows a list. */
export interface QueueHead {
  /** Submissions that are kept and wait to be registered. */
  backlog: number;
  /** The last thing that was recorded in the institution. */
  seq: number;
  /** What its dates are counted by now (`Bases.byId`). */
  basisId: string;
}
