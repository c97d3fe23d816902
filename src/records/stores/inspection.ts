import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ApiToken, CaseRow, FileRow, Institution, MailFile, MailRow, Official } from '../entities';
import type { Tx } from '../transactions';

/** A personal key with whose it is. */
export interface TokenOf {
  token: ApiToken;
  official: Official;
}

/** Questions of the person who runs the installation: about all institutions, and about the database itself. */
@Injectable()
export class Inspection {
  /** Every institution, also those that take no submissions any more. */
  institutions(tx: Tx): Promise<Institution[]> {
    return tx.find(Institution, { order: { code: 'ASC' } });
  }

  /** Every personal key, the newest first. */
  async tokens(tx: Tx): Promise<TokenOf[]> {
    const tokens = await tx.find(ApiToken, { order: { createdAt: 'DESC', id: 'ASC' } });
    if (tokens.length === 0) return [];
    const officials = await tx.findBy(Official, { id: In([...new Set(tokens.map((one) => one.officialId))]) });
    return tokens.flatMap((token) => {
      const official = officials.find((one) => one.id === token.officialId);
      return official ? [{ token, official }] : [];
    });
  }

  /** The ids of the next cases of an institution, in their order; '' begins. */
  async nextCases(tx: Tx, institutionId: string, afterId: string, limit: number): Promise<string[]> {
    const rows = await tx
      .createQueryBuilder(CaseRow, 'c')
      .select('c.id', 'id')
      .where('c.institutionId = :institutionId AND c.id > :afterId', { institutionId, afterId })
      .orderBy('c.id', 'ASC')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map((row) => row.id);
  }

  /** The SHA-256 of every file that a row names, each once. */
  async fileHashes(tx: Tx): Promise<string[]> {
    const found = new Set<string>();
    for (const entity of [FileRow, MailRow, MailFile]) {
      const query = tx.createQueryBuilder<{ sha256: string | null }>(entity, 'f').select('DISTINCT f.sha256', 'sha256');
      // What was deleted together with who asked is named no more.
      if (entity === FileRow) query.where('f.removedOn IS NULL');
      if (entity === MailRow) query.where('f.size > 0');
      for (const { sha256 } of await query.getRawMany<{ sha256: string | null }>()) if (sha256) found.add(sha256);
    }
    return [...found];
  }

  /** The migrations that this program knows and the database has not seen. */
  async pendingMigrations(tx: Tx): Promise<string[]> {
    const known = tx.connection.migrations.map((one) => one.name ?? one.constructor.name);
    const { migrationsTableName = 'migrations' } = tx.connection.options;
    const rows = await tx.query<{ name: string }[]>(`SELECT name FROM ${migrationsTableName}`);
    const applied = new Set(rows.map((row) => row.name));
    return known.filter((name) => !applied.has(name));
  }

  /** SQLite: writes a whole, consistent copy into a new file while others go on working. */
  async copyTo(tx: Tx, file: string): Promise<void> {
    await tx.query('VACUUM INTO ?', [file]);
  }
}
