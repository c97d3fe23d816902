import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Administration, EventLog, isDuplicate, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { hashPassword, randomPassword } from './passwords';

/** Where the first password lies until it was changed. */
export const firstSignInFile = (dataDir: string): string => path.join(dataDir, 'first-sign-in.txt');

/** The first password is no longer right: nobody is to read it in the file any more. */
export function forgetFirstSignIn(config: Pick<Config, 'adminEmail' | 'dataDir'>, email: string): void {
  const file = firstSignInFile(config.dataDir);
  if (email === config.adminEmail.toLowerCase() && existsSync(file)) rmSync(file, { force: true });
}

export interface FirstSignIn {
  email: string;
  password: string;
  /** The file that also holds them, readable by its owner only. */
  file: string;
}

/** Gives an empty installation its first institution and its first administrator. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly transactions: Transactions,
    private readonly administration: Administration,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The new administrator with a password to print once; null when there are officials already. */
  async ensure(): Promise<FirstSignIn | null> {
    if ((await this.administration.countOfficials(this.transactions.reader)) > 0) return null;
    const email = this.config.adminEmail.trim().toLowerCase();
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const make = this.transactions.run(async (tx) => {
      // Two processes that start at once: the second looks again and finds the first one's administrator.
      if ((await this.administration.countOfficials(tx)) > 0) return false;
      const now = this.clock.now();
      const institution = {
        id: randomUUID(),
        code: 'KK',
        nameSq: 'Komuna',
        nameSr: 'Opština',
        nameEn: 'Municipality',
        settings: {},
        active: true,
        createdAt: now,
      };
      const official = {
        id: randomUUID(),
        institutionId: institution.id,
        email,
        name: 'Administrator',
        passwordHash,
        role: 'administrator' as const,
        directorateId: null,
        language: 'sq' as const,
        active: true,
        keeper: true,
        createdAt: now,
      };
      await this.administration.addInstitution(tx, institution);
      await this.administration.addOfficial(tx, official);
      const event = {
        type: 'official.added',
        occurredOn: this.clock.today(),
        officialId: official.id,
        role: official.role,
        directorateId: null,
      };
      await this.log.append(tx, institution.id, now, [{ caseId: null, actor: { kind: 'system' }, event }]);
      return true;
    });
    // On PostgreSQL both may have looked before either wrote: there can be only one with this code and address.
    const made = await make.catch((error: unknown) => {
      if (isDuplicate(error)) return false;
      throw error;
    });
    if (!made) return null;
    const file = firstSignInFile(this.config.dataDir);
    writeFileSync(file, `${email}\n${password}\n`, { mode: 0o600 });
    return { email, password, file };
  }
}
