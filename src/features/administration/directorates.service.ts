import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Administration, type Directorate, EventLog, People, Transactions, type Tx } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import type { SignedIn } from '../../platform/web/request';
import { type DirectorateForm, directorateOf } from './directorate-form';
import { refuseMeanwhile } from '../../platform/web/meanwhile';

/** No such directorate in this institution. */
export class NoSuchDirectorate extends Error {}

/** Adds and changes directorates, each change in one transaction with its event. */
@Injectable()
export class DirectoratesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async add(by: SignedIn, form: DirectorateForm): Promise<void> {
    const id = randomUUID();
    await this.transactions.run(async (tx) => {
      await this.administration.addDirectorate(tx, { id, institutionId: by.institutionId, ...form, active: true });
      await this.record(tx, by, 'directorate.added', id, { ...form });
    });
  }

  /** `seen`: what the form showed when it was opened. Throws `NoSuchDirectorate` and `ChangedMeanwhile`. */
  async change(by: SignedIn, id: string, form: DirectorateForm, seen: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const known = await this.find(tx, by, id);
      refuseMeanwhile(seen, directorateOf(known), form);
      const fields = Object.keys(form) as (keyof DirectorateForm)[];
      const changed = Object.fromEntries(
        fields.filter((field) => known[field] !== form[field]).map((field) => [field, [known[field], form[field]]]),
      );
      if (Object.keys(changed).length === 0) return;
      await this.administration.changeDirectorate(tx, id, { ...form });
      await this.record(tx, by, 'directorate.changed', id, { changed });
    });
  }

  /** Throws `NoSuchDirectorate`. */
  async setActive(by: SignedIn, id: string, active: boolean): Promise<void> {
    await this.transactions.run(async (tx) => {
      const known = await this.find(tx, by, id);
      if (known.active === active) return;
      await this.administration.changeDirectorate(tx, id, { active });
      await this.record(tx, by, active ? 'directorate.activated' : 'directorate.deactivated', id, {});
    });
  }

  private async find(tx: Tx, by: SignedIn, id: string): Promise<Directorate> {
    await this.administration.lockInstitution(tx, by.institutionId);
    const all = await this.people.directorates(tx, by.institutionId);
    const known = all.find((one) => one.id === id);
    if (!known) throw new NoSuchDirectorate();
    return known;
  }

  private async record(tx: Tx, by: SignedIn, type: string, directorateId: string, data: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), directorateId, ...data };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
