import { randomUUID } from 'node:crypto';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import {
  Administration,
  EventLog,
  isDuplicate,
  type SubjectArea,
  SubjectAreas,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { refuseMeanwhile } from '../../platform/web/meanwhile';
import type { SignedIn } from '../../platform/web/request';
import { type AreaForm, areaFormOf } from './area-form';

/** Somebody else added an entry with this code while the form was open. */
export class AreaCodeTaken extends Error {}

/** Keeps the list of subject areas, each change in one transaction with its event. */
@Injectable()
export class AreasService {
  constructor(
    private readonly transactions: Transactions,
    private readonly administration: Administration,
    private readonly areas: SubjectAreas,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws `AreaCodeTaken`. */
  async add(by: SignedIn, { place, ...form }: AreaForm): Promise<void> {
    const { institutionId } = by;
    const area: SubjectArea = { id: randomUUID(), institutionId, ...form, place: Number(place), active: true };
    try {
      await this.transactions.run(async (tx) => {
        await this.areas.add(tx, area);
        await this.record(tx, by, 'area.added', area, { ...form, place: area.place });
      });
    } catch (error) {
      throw isDuplicate(error) ? new AreaCodeTaken() : error;
    }
  }

  /** `seen`: what the form showed when it was opened. Throws `ChangedMeanwhile`. */
  async change(by: SignedIn, id: string, form: AreaForm, seen: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const known = await this.find(tx, by, id);
      const present = areaFormOf(known);
      refuseMeanwhile(seen, present, form);
      const fields = (Object.keys(form) as (keyof AreaForm)[]).filter((field) => present[field] !== form[field]);
      if (fields.length === 0) return;
      const { nameSq, nameSr, nameEn, place } = form;
      await this.areas.change(tx, id, { nameSq, nameSr, nameEn, place: Number(place) });
      const changed = Object.fromEntries(fields.map((field) => [field, [present[field], form[field]]]));
      await this.record(tx, by, 'area.changed', known, { changed });
    });
  }

  /** Retires an entry, or takes it back into the list. */
  async setActive(by: SignedIn, id: string, active: boolean): Promise<void> {
    await this.transactions.run(async (tx) => {
      const known = await this.find(tx, by, id);
      if (known.active === active) return;
      await this.areas.change(tx, id, { active });
      await this.record(tx, by, active ? 'area.restored' : 'area.retired', known, {});
    });
  }

  private async find(tx: Tx, by: SignedIn, id: string): Promise<SubjectArea> {
    await this.administration.lockInstitution(tx, by.institutionId);
    const known = (await this.areas.of(tx, by.institutionId)).find((one) => one.id === id);
    if (!known) throw new NotFoundException();
    return known;
  }

  private async record(tx: Tx, by: SignedIn, type: string, { id, code }: SubjectArea, data: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), areaId: id, code, ...data };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
