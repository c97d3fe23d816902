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
import { differenceOf, formOf, type InstitutionField, type InstitutionForm, settingsOf } from './institution-form';

export type InstitutionRefused = { ok: false; field: InstitutionField; problem: string };
export type InstitutionSaved = { ok: true; moved: number } | InstitutionRefused;

/** What a change is to the institution as it stands. `recounts`: its open cases would be counted anew. */
interface Judged {
  ok: true;
  before: InstitutionForm;
  changed: ReturnType<typeof differenceOf>;
  recounts: boolean;
}

type Who = Pick<SignedIn, 'id' | 'institutionId'>;
type Told = (done: number, total: number) => void;
type Written = Pick<Recount, 'moved' | 'messageIds'>;

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

  /** What {@link change} would find now: refuses and throws as it does, and writes nothing. */
  async look(institutionId: string, form: InstitutionForm, seen: unknown): Promise<Judged | InstitutionRefused> {
    const { reader } = this.transactions;
    return this.judge(reader, await this.people.institution(reader, institutionId), form, seen);
  }

  /**
   * `seen`: what the form showed when it was opened; throws `ChangedMeanwhile` when somebody else changed it since.
   * `moved`: how many open cases got another due day. The code stays once a case carries it.
   *
   * @param told how many open cases were looked at
   * @param settle joins the transaction in which the institution is changed; when it throws, nothing stays
   */
  async change(
    by: Who,
    form: InstitutionForm,
    seen?: unknown,
    { told, settle }: { told?: Told; settle?: (tx: Tx, moved: number) => Promise<void> } = {},
  ): Promise<InstitutionSaved> {
    let messageIds: string[] = [];
    try {
      const saved = await this.transactions.run(async (tx): Promise<InstitutionSaved> => {
        const known = await this.administration.lockInstitution(tx, by.institutionId);
        const judged = await this.judge(tx, known, form, seen);
        if (!judged.ok) return judged;
        const written = await this.write(tx, by, known, form, judged, told);
        messageIds = written.messageIds;
        await settle?.(tx, written.moved);
        return { ok: true, moved: written.moved };
      });
      this.relay.nudge(messageIds, 'patient');
      return saved;
    } catch (error) {
      if (isDuplicate(error)) return { ok: false, field: 'code', problem: 'code-taken' };
      throw error;
    }
  }

  private async judge(
    tx: Tx,
    known: Institution,
    form: InstitutionForm,
    seen: unknown,
  ): Promise<Judged | InstitutionRefused> {
    const before = formOf(known);
    refuseMeanwhile(seen, before, form);
    if (before.code !== form.code && (await this.administration.hasCases(tx, known.id))) {
      return { ok: false, field: 'code', problem: 'code-fixed' };
    }
    const onCall = form.onCallId ? await this.people.byId(tx, form.onCallId) : null;
    if (form.onCallId && !(onCall?.institutionId === known.id && worksHere(onCall))) {
      return { ok: false, field: 'onCallId', problem: 'on-call-unknown' };
    }
    const changed = differenceOf(before, form);
    return { ok: true, before, changed, recounts: RECOUNTING.some((field) => field in changed) };
  }

  private async write(
    tx: Tx,
    by: Who,
    known: Institution,
    form: InstitutionForm,
    { changed, recounts }: Judged,
    told?: Told,
  ): Promise<Written> {
    if (Object.keys(changed).length === 0) return { moved: 0, messageIds: [] };
    const { nameSq, nameSr, nameEn, code } = form;
    // What has a page of its own stays as it is.
    const { look, retention } = known.settings;
    const kept = { ...(look ? { look } : {}), ...(retention ? { retention } : {}) };
    const columns = { nameSq, nameSr, nameEn, code, settings: { ...kept, ...settingsOf(form) } };
    await this.administration.changeInstitution(tx, known.id, columns);
    const entry = this.entry(by, changed);
    if (recounts) return this.recount(tx, by, { ...known, ...columns }, entry, told);
    await this.log.append(tx, known.id, this.clock.now(), [entry()]);
    return { moved: 0, messageIds: [] };
  }

  private entry(by: Who, changed: object): (facts?: object) => NewEvent {
    const event = { type: 'institution.changed', occurredOn: this.clock.today(), changed };
    return (facts = {}) => ({ caseId: null, actor: { kind: 'official', id: by.id }, event: { ...event, ...facts } });
  }

  /** The same calendar, counted by other settings. */
  private async recount(
    tx: Tx,
    by: Who,
    institution: Institution,
    entry: (facts: object) => NewEvent,
    told?: Told,
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
        told,
        also: (moved) => [entry({ casesMoved: moved.length })],
      },
      { type: 'settings' },
    );
  }
}
