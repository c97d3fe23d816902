import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Administration,
  EventLog,
  isDuplicate,
  type Official,
  Outbox,
  People,
  Sessions,
  SignInLinks,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { Relay } from '../../platform/relay';
import { hashPassword, Invitations, passwordChangedMail, randomPassword } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import { refuseMeanwhile } from '../../platform/web/meanwhile';
import { type Person, type PersonField, type PersonForm, personOf } from './people-form';
import type { Problems } from './form-problems';

/** Not a problem of the form but a rule: at least one active administrator must remain. */
export class LastAdministrator extends Error {}
/** No such official in this institution. */
export class NoSuchPerson extends Error {}

export type Saved<Result> = { ok: true; result: Result } | { ok: false; problems: Problems<PersonField> };
const HAS_DUTIES: Saved<never> = { ok: false, problems: { role: 'auditor-duties' } };
const EMAIL_TAKEN: Saved<never> = { ok: false, problems: { email: 'email-taken' } };

/** Adds and changes officials. Each change is one transaction with its event; events name ids and codes, no persons. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly sessions: Sessions,
    private readonly links: SignInLinks,
    private readonly invitations: Invitations,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The new official's id. They are invited by mail to choose a password; until then nobody has one. */
  async add(by: SignedIn, person: Person): Promise<Saved<{ id: string }>> {
    const passwordHash = await hashPassword(randomPassword());
    const id = randomUUID();
    let messageIds: string[] = [];
    const saved = await this.whileUnique(by, async (tx) => {
      if (await this.people.byEmail(tx, person.email)) return EMAIL_TAKEN;
      const { institutionId } = by;
      const now = this.clock.now();
      const phone = person.phone || null;
      const official = { id, institutionId, ...person, phone, passwordHash, active: true, createdAt: now };
      await this.administration.addOfficial(tx, official);
      const { role, directorateId, accessUntil } = person;
      const until = accessUntil ? { accessUntil } : {};
      await this.record(tx, by, 'official.added', id, { role, directorateId, ...until });
      messageIds = await this.invitations.send(tx, by, official);
      return { ok: true, result: { id } };
    });
    if (saved.ok) this.relay.nudge(messageIds);
    return saved;
  }

  /** A new invitation, which ends the one before. False for somebody who is deactivated. Throws `NoSuchPerson`. */
  async invite(by: SignedIn, id: string): Promise<boolean> {
    const messageIds = await this.transactions.run(async (tx) => {
      const known = await this.find(tx, by, id);
      return known.active ? this.invitations.send(tx, by, known) : null;
    });
    this.relay.nudge(messageIds ?? []);
    return messageIds !== null;
  }

  /** Throws `NoSuchPerson`. */
  async revokeInvitation(by: SignedIn, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.find(tx, by, id);
      await this.invitations.revoke(tx, by, id);
    });
  }

  /**
   * `typed` and `seen`: the form as it was sent, and what it showed when it was opened. Throws `NoSuchPerson`,
   * `LastAdministrator` and `ChangedMeanwhile`.
   */
  async change(by: SignedIn, id: string, person: Person, typed: PersonForm, seen: string): Promise<Saved<null>> {
    return this.whileUnique(by, async (tx) => {
      const known = await this.find(tx, by, id);
      refuseMeanwhile(seen, personOf(known), typed);
      const other = await this.people.byEmail(tx, person.email);
      if (other && other.id !== id) return EMAIL_TAKEN;
      if (person.role !== 'administrator') await this.keepAnAdministrator(tx, by, known);
      if (person.role === 'auditor' && (await this.hasDuties(tx, known))) return HAS_DUTIES;
      const { name, email, role, directorateId, language, accessUntil } = person;
      const phone = person.phone || null;
      const changed = {
        ...(known.role === role ? {} : { role: [known.role, role] }),
        ...(known.directorateId === directorateId ? {} : { directorateId: [known.directorateId, directorateId] }),
        ...((known.accessUntil ?? null) === accessUntil
          ? {}
          : { accessUntil: [known.accessUntil ?? null, accessUntil] }),
        ...(known.language === language ? {} : { language: [known.language, language] }),
        // names, addresses and numbers of persons are not written into the log, only that they changed
        ...(known.name === name ? {} : { name: true }),
        ...(known.email === email ? {} : { email: true }),
        ...((known.phone ?? null) === phone ? {} : { phone: true }),
      };
      if (Object.keys(changed).length === 0) return { ok: true, result: null };
      const columns = { name, email, phone, role, directorateId, language, accessUntil };
      await this.administration.changeOfficial(tx, id, columns);
      // A link that went to the old address is not to open the account.
      if (known.email !== email) await this.links.revokeAll(tx, id, this.clock.now());
      await this.record(tx, by, 'official.changed', id, { changed });
      return { ok: true, result: null };
    });
  }

  /** Who is deactivated is signed out at once. Throws `NoSuchPerson` and `LastAdministrator`. */
  async setActive(by: SignedIn, id: string, active: boolean): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.administration.lockInstitution(tx, by.institutionId);
      const known = await this.find(tx, by, id);
      if (known.active === active) return;
      if (!active) await this.keepAnAdministrator(tx, by, known);
      await this.administration.changeOfficial(tx, id, { active });
      if (!active) await this.signOut(tx, id);
      await this.record(tx, by, active ? 'official.activated' : 'official.deactivated', id, {});
    });
  }

  /** A new password to hand over; the official is signed out everywhere. Throws `NoSuchPerson`. */
  async newPassword(by: SignedIn, id: string): Promise<string> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const messageIds = await this.transactions.run(async (tx) => {
      const known = await this.find(tx, by, id);
      await this.administration.changeOfficial(tx, id, { passwordHash });
      await this.signOut(tx, id);
      await this.record(tx, by, 'official.password-reset', id, {});
      const now = this.clock.now();
      return known.active ? this.outbox.add(tx, now, [passwordChangedMail(known, now)]) : [];
    });
    this.relay.nudge(messageIds);
    return password;
  }

  /** Ends what opens the account: sessions, and links in mails. */
  private async signOut(tx: Tx, id: string): Promise<void> {
    await this.sessions.endAll(tx, id);
    await this.links.revokeAll(tx, id, this.clock.now());
  }

  private async find(tx: Tx, by: SignedIn, id: string): Promise<Official> {
    const official = await this.people.byId(tx, id);
    if (official?.institutionId !== by.institutionId) throw new NoSuchPerson();
    return official;
  }

  /** Whoever heads a directorate or is on call cannot only read. */
  private async hasDuties(tx: Tx, { id, institutionId }: Official): Promise<boolean> {
    const directorates = await this.people.directorates(tx, institutionId);
    const { settings } = await this.people.institution(tx, institutionId);
    return settings.onCallId === id || directorates.some((one) => one.headId === id);
  }

  /** Before an official stops being an active administrator: another one must remain. */
  private async keepAnAdministrator(tx: Tx, by: SignedIn, known: Official): Promise<void> {
    if (!known.active || known.role !== 'administrator') return;
    const administrators = await this.people.withRoles(tx, by.institutionId, ['administrator']);
    if (administrators.every((one) => one.id === known.id)) throw new LastAdministrator();
  }

  /** Two administrators who act at once take turns; an address taken in another institution is found by its index. */
  private async whileUnique<T>(by: SignedIn, work: (tx: Tx) => Promise<Saved<T>>): Promise<Saved<T>> {
    try {
      return await this.transactions.run(async (tx) => {
        await this.administration.lockInstitution(tx, by.institutionId);
        return work(tx);
      });
    } catch (error) {
      if (isDuplicate(error)) return EMAIL_TAKEN;
      throw error;
    }
  }

  private async record(tx: Tx, by: SignedIn, type: string, officialId: string, data: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), officialId, ...data };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
