import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Administration,
  Bases,
  clockSettings,
  EventLog,
  isDuplicate,
  type NewEvent,
  type Institution,
  People,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Recount, Recounting } from '../../platform/recount';
import { Relay } from '../../platform/relay';
import { worksHere } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import { refuseMeanwhile } from '../../platform/web/meanwhile';
import { formOf, type InstitutionField, type InstitutionForm, settingsOf } from './institution-form';

export type InstitutionSaved = { ok: true; moved: number } | { ok: false; field: InstitutionField; problem: string };

/** These change what dates are counted by. */
const RECOUNTING: readonly InstitutionField[] = ['extensionReading', 'workingDays', 'clarification'];

/** Changes the institution. Another way of counting moves the open cases in the same transaction. */
@Injectable()
export class InstitutionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly administration: Administration,
    private readonly people: People,
    private readonly bases: Bases,
    private readonly recounting: Recounting,
    private readonly relay: Relay,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * `seen`: what the form showed when it was opened; throws `ChangedMeanwhile` when somebody else changed it since.
   * `moved`: how many open cases got another due day. The code stays once a case carries it.
   */
  async change(by: SignedIn, form: InstitutionForm, seen?: unknown): Promise<InstitutionSaved> {
    let messageIds: string[] = [];
    try {
      const saved = await this.transactions.run(async (tx) => {
        const known = await this.administration.lockInstitution(tx, by.institutionId);
        const before = formOf(known);
        refuseMeanwhile(seen, before, form);
        if (before.code !== form.code && (await this.administration.hasCases(tx, known.id))) {
          return { ok: false, field: 'code', problem: 'code-fixed' } as const;
        }
        const onCall = form.onCallId ? await this.people.byId(tx, form.onCallId) : null;
        if (form.onCallId && !(onCall?.institutionId === known.id && worksHere(onCall))) {
          return { ok: false, field: 'onCallId', problem: 'on-call-unknown' } as const;
        }
        const changed = difference(before, form);
        if (Object.keys(changed).length === 0) return { ok: true, moved: 0 } as const;
        const { nameSq, nameSr, nameEn, code } = form;
        // What has a page of its own stays as it is.
        const { look, retention } = known.settings;
        const kept = { ...(look ? { look } : {}), ...(retention ? { retention } : {}) };
        const columns = { nameSq, nameSr, nameEn, code, settings: { ...kept, ...settingsOf(form) } };
        await this.administration.changeInstitution(tx, known.id, columns);
        const entry = this.entry(by, changed);
        if (!RECOUNTING.some((field) => field in changed)) {
          await this.log.append(tx, known.id, this.clock.now(), [entry()]);
          return { ok: true, moved: 0 } as const;
        }
        const recount = await this.recount(tx, by, { ...known, ...columns }, entry);
        messageIds = recount.messageIds;
        return { ok: true, moved: recount.moved } as const;
      });
      this.relay.nudge(messageIds, 'patient');
      return saved;
    } catch (error) {
      if (isDuplicate(error)) return { ok: false, field: 'code', problem: 'code-taken' };
      throw error;
    }
  }

  private entry(by: SignedIn, changed: object): (facts?: object) => NewEvent {
    const event = { type: 'institution.changed', occurredOn: this.clock.today(), changed };
    return (facts = {}) => ({ caseId: null, actor: { kind: 'official', id: by.id }, event: { ...event, ...facts } });
  }

  /** The same calendar, counted by other settings. */
  private async recount(
    tx: Tx,
    by: SignedIn,
    institution: Institution,
    entry: (facts: object) => NewEvent,
  ): Promise<Recount> {
    const now = this.clock.now();
    const settings = clockSettings(institution.settings);
    const present = await this.bases.row(tx, institution);
    const row = {
      ...present,
      id: randomUUID(),
      number: present.number + 1,
      settings,
      change: { type: 'settings', settings, before: present.settings },
      byId: by.id,
      recordedAt: now,
    };
    return this.recounting.replace(
      tx,
      institution,
      row,
      {
        why: 'settings',
        actor: { kind: 'official', id: by.id },
        now,
        also: (moved) => [entry({ casesMoved: moved.length })],
      },
      { type: 'settings' },
    );
  }
}

/** Field by field what was and what is; nothing here belongs to a person. */
function difference(before: InstitutionForm, after: InstitutionForm): Record<string, [unknown, unknown]> {
  const fields = Object.keys(before) as InstitutionField[];
  return Object.fromEntries(
    fields.filter((field) => before[field] !== after[field]).map((field) => [field, [before[field], after[field]]]),
  );
}
