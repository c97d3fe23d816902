import { Injectable } from '@nestjs/common';
import type { Role } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import type { Official } from '../entities';
import type { Tx } from '../transactions';
import type { InstitutionSettings } from '../entities';

/** What is true of an official today besides their own row. */
export interface Standing {
  /** Who is on call for urgent requests in their institution. */
  onCallId: string | undefined;
  /** The roles of which their institution asks a second factor. */
  secondFactorRoles: Role[] | undefined;
  /** Somebody of the institution is away today: only then is it worth asking for whom one stands in. */
  somebodyAway: boolean;
  /** Ids of the directorates whose head they are. */
  heads: string[];
  /** The number on the bell. */
  unread: number;
}

/** Asked with each request of an official, so in one question (a page spends about 0.5 ms on each). */
@Injectable()
export class Standings {
  /** `today`: Europe/Belgrade. Throws when the institution is not known. */
  async of(tx: Tx, { id, institutionId }: Pick<Official, 'id' | 'institutionId'>, today: LocalDate): Promise<Standing> {
    const [text, parameters] = tx.connection.driver.escapeQueryWithParameters(SQL, { id, institutionId, today }, {});
    const [row] = await tx.query<Raw[]>(text, parameters);
    if (!row) throw new Error(`No institution ${institutionId}.`);
    const { onCallId, secondFactorRoles } = JSON.parse(row.settings) as InstitutionSettings;
    return {
      onCallId,
      secondFactorRoles,
      somebodyAway: Number(row.away) > 0,
      heads: row.heads?.split(' ') ?? [],
      unread: Number(row.unread),
    };
  }
}

interface Raw {
  settings: string;
  away: number | string;
  heads: string | null;
  unread: number | string;
}

// string_agg stands in both databases; a head of several directorates sees them in any order
const SQL = `SELECT i.settings AS "settings",
  (SELECT count(*) FROM absences a WHERE a.institution_id = i.id AND a.until_on >= :today AND a.from_on <= :today
    AND a.cancelled_at IS NULL) AS "away",
  (SELECT string_agg(d.id, ' ') FROM directorates d WHERE d.institution_id = i.id AND d.head_id = :id) AS "heads",
  (SELECT count(*) FROM notices n WHERE n.official_id = :id AND n.read_at IS NULL) AS "unread"
  FROM institutions i WHERE i.id = :institutionId`;
