import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Administration,
  EventLog,
  type Institution,
  isDuplicate,
  type Official,
  People,
  ProviderSubjects,
  SignInLinks,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { Relay } from '../../platform/relay';
import {
  hashPassword,
  Invitations,
  type InvitationState,
  invitationState,
  randomPassword,
} from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import type { Problems } from './form-problems';
import { firstSettings, type NewInstitutionField, type NewInstitutionForm } from './new-institution-form';

/** Whether anybody looks after an institution yet. none: it has no administrator. */
export type Looked = 'there' | 'none' | Exclude<InvitationState, 'accepted' | 'none'>;
export interface Listed {
  institution: Institution;
  looked: Looked;
}

/** No such institution, or somebody looks after it already: then they invite whom they like. */
export class NobodyToInvite extends Error {}

/** The institutions of the installation: lists them, adds one. Nothing in them is read but who was invited first. */
@Injectable()
export class InstitutionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly links: SignInLinks,
    private readonly subjects: ProviderSubjects,
    private readonly invitations: Invitations,
    private readonly relay: Relay,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(tx: Tx = this.transactions.reader): Promise<Listed[]> {
    const administrators = await this.people.administrators(tx);
    const states = await this.states(tx, administrators);
    return (await this.people.institutions(tx)).map((institution) => {
      const own = administrators.filter((one) => one.institutionId === institution.id);
      const looked = lookedAfter(own.map((one) => states.get(one.id) ?? 'none'));
      // An invitation ends, too, when its official is given a password on the command line.
      return { institution, looked: looked === 'revoked' && !institution.unserved ? 'there' : looked };
    });
  }

  /**
   * Adds an institution with its first administrator, who is invited by mail. Events stand in the log of the new one and in
   * that of whoever added it. Null, or what is wrong with the form.
   */
  async add(by: SignedIn, form: NewInstitutionForm): Promise<Problems<NewInstitutionField> | null> {
    const passwordHash = await hashPassword(randomPassword());
    let messageIds: string[] = [];
    const once = (): Promise<Problems<NewInstitutionField> | null> =>
      this.transactions.run(async (tx) => {
        if (await this.people.institutionByCode(tx, form.code)) return { code: 'code-taken' };
        if (await this.people.byEmail(tx, form.adminEmail)) return { adminEmail: 'email-taken' };
        messageIds = await this.write(tx, by, form, passwordHash);
        return null;
      });
    // Whoever was faster with the same code or address is found the second time.
    const problems = await once().catch((error: unknown) => {
      if (isDuplicate(error)) return once();
      throw error;
    });
    if (!problems) this.relay.nudge(messageIds);
    return problems;
  }

  /** Invites the first administrator again, while nobody has come. Throws `NobodyToInvite`. */
  async inviteAgain(by: SignedIn, institutionId: string): Promise<void> {
    const messageIds = await this.transactions.run(async (tx) => {
      const found = (await this.list(tx)).find(({ institution }) => institution.id === institutionId);
      if (!found || found.looked === 'there' || found.looked === 'none') throw new NobodyToInvite();
      const waiting = (await this.people.administrators(tx)).filter((one) => one.institutionId === institutionId);
      const sent: string[] = [];
      for (const official of waiting) sent.push(...(await this.invitations.send(tx, by, official)));
      return sent;
    });
    this.relay.nudge(messageIds);
  }

  private async write(tx: Tx, by: SignedIn, form: NewInstitutionForm, passwordHash: string): Promise<string[]> {
    const now = this.clock.now();
    const { code, nameSq, nameSr, nameEn } = form;
    const id = randomUUID();
    const named = { id, code, nameSq, nameSr, nameEn, settings: firstSettings(form), createdAt: now };
    await this.administration.addInstitution(tx, { ...named, active: true, unserved: true });
    const official: Official = {
      id: randomUUID(),
      institutionId: id,
      email: form.adminEmail,
      name: form.adminName,
      passwordHash,
      role: 'administrator',
      directorateId: null,
      language: form.adminLanguage || 'sq',
      active: true,
      createdAt: now,
    };
    await this.administration.addOfficial(tx, official);
    await this.record(tx, by, id, 'institution.added', { code });
    const { role, directorateId } = official;
    await this.record(tx, by, id, 'official.added', { officialId: official.id, role, directorateId });
    const messageIds = await this.invitations.send(tx, by, official);
    await this.record(tx, by, by.institutionId, 'installation.institution-added', { institutionId: id, code });
    return messageIds;
  }

  private async states(tx: Tx, officials: readonly Official[]): Promise<Map<string, InvitationState>> {
    const ids = officials.map((one) => one.id);
    const found = await this.links.invitations(tx, ids);
    const [chose, linked] = [await this.links.whoChose(tx, ids), await this.subjects.whoIsLinked(tx, ids)];
    const now = this.clock.now();
    const stateOf = (id: string): InvitationState =>
      chose.has(id) || linked.has(id) ? 'accepted' : invitationState(found.get(id), now);
    return new Map(ids.map((id) => [id, stateOf(id)]));
  }

  private async record(tx: Tx, by: SignedIn, institutionId: string, type: string, facts: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), ...facts };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}

/** Whoever was never invited got a password on the command line, and has come. */
function lookedAfter(states: readonly InvitationState[]): Looked {
  if (states.length === 0) return 'none';
  if (states.some((state) => state === 'accepted' || state === 'none')) return 'there';
  return (['open', 'lapsed', 'revoked'] as const).find((one) => states.includes(one)) ?? 'none';
}
