import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Role } from '../../core/casefile';
import { Directorate, Institution, Official } from '../entities';
import type { Tx } from '../transactions';

/** Institutions, their directorates and their officials. Everything but sign-in asks for the institution first. */
@Injectable()
export class People {
  institution(tx: Tx, id: string): Promise<Institution> {
    return tx.findOneByOrFail(Institution, { id });
  }

  institutionByCode(tx: Tx, code: string): Promise<Institution | null> {
    return tx.findOneBy(Institution, { code });
  }

  /** Those to which a citizen can write and another institution can forward, by code: somebody there can answer. */
  openInstitutions(tx: Tx): Promise<Institution[]> {
    return tx.find(Institution, { where: { active: true, unserved: IsNull() }, order: { code: 'ASC' } });
  }

  /** Those that work with this installation, also the ones that nobody serves yet, by code. */
  activeInstitutions(tx: Tx): Promise<Institution[]> {
    return tx.find(Institution, { where: { active: true }, order: { code: 'ASC' } });
  }

  /** Every institution of the installation, by code. */
  institutions(tx: Tx): Promise<Institution[]> {
    return tx.find(Institution, { order: { code: 'ASC' } });
  }

  /** The active administrators of all institutions. */
  administrators(tx: Tx): Promise<Official[]> {
    return tx.find(Official, { where: { role: 'administrator', active: true }, order: { email: 'ASC' } });
  }

  /** For sign-in: e-mail addresses are unique in the whole installation, whatever their case. */
  byEmail(tx: Tx, email: string): Promise<Official | null> {
    // PostgreSQL refuses to look for a NUL.
    return tx.findOneBy(Official, { email: email.replaceAll('\0', '').trim().toLowerCase() });
  }

  /** Those with one of these addresses, as they are kept: in lower case. */
  byEmails(tx: Tx, emails: readonly string[]): Promise<Official[]> {
    return tx.findBy(Official, { email: In(emails.map((one) => one.replaceAll('\0', '').trim().toLowerCase())) });
  }

  institutionsByIds(tx: Tx, ids: readonly string[]): Promise<Institution[]> {
    return tx.findBy(Institution, { id: In([...new Set(ids)]) });
  }

  byId(tx: Tx, id: string): Promise<Official | null> {
    return tx.findOneBy(Official, { id });
  }

  officials(tx: Tx, institutionId: string): Promise<Official[]> {
    return tx.find(Official, { where: { institutionId }, order: { name: 'ASC' } });
  }

  directorates(tx: Tx, institutionId: string): Promise<Directorate[]> {
    return tx.find(Directorate, { where: { institutionId }, order: { nameSq: 'ASC' } });
  }

  /** Active officials with one of the roles. */
  withRoles(tx: Tx, institutionId: string, roles: readonly Role[]): Promise<Official[]> {
    return tx.find(Official, { where: { institutionId, role: In([...roles]), active: true }, order: { email: 'ASC' } });
  }
}
