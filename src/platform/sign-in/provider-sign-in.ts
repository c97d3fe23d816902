import { Inject, Injectable } from '@nestjs/common';
import { EventLog, isDuplicate, type Official, Opening, People, ProviderSubjects, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import type { SignedIn } from '../web/request';
import { mayEnter } from './access';
import type { ProviderPerson } from './provider';

/** Finds the official whom the provider vouches for. Nobody becomes an official here: that is an administrator's act. */
@Injectable()
export class ProviderSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly subjects: ProviderSubjects,
    private readonly opening: Opening,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The official who was linked to this subject before, or who has the e-mail address that the provider verified and no
   * other subject: an address that was handed on to a colleague opens nothing. Null for everybody else, and for whoever
   * may not enter.
   */
  async official(person: ProviderPerson): Promise<Official | null> {
    const { reader } = this.transactions;
    const linked = await this.subjects.bySubject(reader, person.issuer, person.subject);
    const official = linked
      ? await this.people.byId(reader, linked.officialId)
      : person.email && (await this.people.byEmail(reader, person.email));
    if (!official || !mayEnter(official, this.clock.today())) return null;
    return linked || (await this.link(official, person)) ? official : null;
  }

  /** An administrator takes the link away, for an official who has another account at the provider now. */
  async unlink(by: SignedIn, officialId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.subjects.unlink(tx, officialId))) return false;
      const event = { type: 'official.provider-unlinked', occurredOn: this.clock.today(), officialId };
      const actor = { kind: 'official' as const, id: by.id };
      await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
      return true;
    });
  }

  private async link(official: Official, { issuer, subject }: ProviderPerson): Promise<boolean> {
    const { id, institutionId } = official;
    const now = this.clock.now();
    try {
      await this.transactions.run(async (tx) => {
        await this.subjects.link(tx, id, issuer, subject, now);
        const event = { type: 'official.provider-linked', occurredOn: this.clock.today(), officialId: id };
        const actor = { kind: 'official' as const, id };
        await this.log.append(tx, institutionId, now, [{ caseId: null, actor, event }]);
        await this.opening.somebodyCame(tx, official, actor, event.occurredOn, now);
      });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Two browsers at once are the same person; another subject is not.
      const linked = await this.subjects.bySubject(this.transactions.reader, issuer, subject);
      return linked?.officialId === id;
    }
  }
}
