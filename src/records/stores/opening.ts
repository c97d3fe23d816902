import { Injectable } from '@nestjs/common';
import type { Actor } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { Institution, type Official } from '../entities';
import type { Tx } from '../transactions';
import { EventLog } from './event-log';

/** Opens an institution to the public when the first who works there can sign in. */
@Injectable()
export class Opening {
  constructor(private readonly log: EventLog) {}

  /** Somebody has a password of their own now, or an account at the provider. An auditor answers nobody. */
  async somebodyCame(
    tx: Tx,
    { institutionId, role }: Pick<Official, 'institutionId' | 'role'>,
    actor: Actor,
    today: LocalDate,
    now: Date,
  ): Promise<void> {
    if (role === 'auditor') return;
    const { affected } = await tx.update(Institution, { id: institutionId, unserved: true }, { unserved: null });
    if (affected !== 1) return;
    const event = { type: 'institution.opened', occurredOn: today };
    await this.log.append(tx, institutionId, now, [{ caseId: null, actor, event }]);
  }
}
