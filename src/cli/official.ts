import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { PAGE_LANGUAGES, ROLES } from '../core/casefile';
import { isLocalDate } from '../core/law';
import {
  Administration,
  EventLog,
  isDuplicate,
  type Official,
  Opening,
  Outbox,
  People,
  SecondFactors,
  Sessions,
  SignInLinks,
  Transactions,
} from '../records';
import { hashPassword, randomPassword, secondFactorMail } from '../platform/sign-in';
import { firstSignInFile } from '../platform/sign-in/first-administrator';
import { directorateOf, institutionOf } from './choose';
import { type Command, needed, read, Refused, type Services, UsageError } from './terminal';

const TEXT = { type: 'string' } as const;

function emailOf(value: string | undefined): string {
  const email = needed(value, 'email').toLowerCase();
  if (email.length > 254 || !/^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/.test(email))
    throw new UsageError(`${email} is no e-mail address.`);
  return email;
}

export const officialCreate: Command = {
  usage:
    'official create --email ADDRESS --name TEXT --role ROLE [--institution CODE] [--directorate NAME] [--until DAY] [--language sq|sr|en]',
  about: `add an official with a one-time password; an auditor until a day; roles: ${ROLES.join(', ')}`,
  async run(args, terminal) {
    const options = {
      email: TEXT,
      name: TEXT,
      role: TEXT,
      institution: TEXT,
      directorate: TEXT,
      until: TEXT,
      language: TEXT,
    };
    const { values } = read(args, options);
    const email = emailOf(values.email);
    const name = needed(values.name, 'name').slice(0, 200);
    const role = ROLES.find((one) => one === needed(values.role, 'role'));
    if (!role) throw new UsageError(`--role must be one of ${ROLES.join(', ')}.`);
    const language = PAGE_LANGUAGES.find((one) => one === (values.language ?? 'sq'));
    if (!language) throw new UsageError(`--language must be one of ${PAGE_LANGUAGES.join(', ')}.`);
    if (role === 'directorate-staff') needed(values.directorate, 'directorate');
    const until = role === 'auditor' ? needed(values.until, 'until') : null;
    if (until !== null && !isLocalDate(until)) throw new UsageError(`--until must be a day like 2026-12-31.`);

    const services = await terminal.open();
    const institution = await institutionOf(services, values.institution);
    const directorate = values.directorate ? await directorateOf(services, institution, values.directorate) : null;
    const password = randomPassword();
    const official: Official = {
      id: randomUUID(),
      institutionId: institution.id,
      email,
      name,
      passwordHash: await hashPassword(password),
      role,
      directorateId: directorate?.id ?? null,
      language,
      active: true,
      accessUntil: until,
      createdAt: services.clock.now(),
    };
    await add(services, official);
    terminal.say(`Added ${email} to ${institution.code} as ${role}.`);
    terminal.say(`Password: ${password}   (change it after the first sign-in)`);
    return 0;
  },
};

async function add({ get, clock }: Services, official: Official): Promise<void> {
  const { id: officialId, institutionId, role, directorateId, accessUntil } = official;
  try {
    await get(Transactions).run(async (tx) => {
      await get(Administration).addOfficial(tx, official);
      const event = {
        type: 'official.added',
        occurredOn: clock.today(),
        officialId,
        role,
        directorateId,
        ...(accessUntil ? { accessUntil } : {}),
      };
      await get(EventLog).append(tx, institutionId, clock.now(), [{ caseId: null, actor: { kind: 'system' }, event }]);
      await get(Opening).somebodyCame(tx, official, { kind: 'system' }, clock.today(), clock.now());
    });
  } catch (error) {
    if (isDuplicate(error)) throw new Refused(`Somebody has the e-mail address ${official.email} already.`);
    throw error;
  }
}

export const officialPassword: Command = {
  usage: 'official password --email ADDRESS',
  about: 'give an official a new one-time password and sign them out everywhere',
  async run(args, terminal) {
    const email = emailOf(read(args, { email: TEXT }).values.email);
    const { get, clock, config } = await terminal.open();
    const official = await get(People).byEmail(get(Transactions).reader, email);
    if (!official) throw new Refused(`No official has the e-mail address ${email}.`);
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    await get(Transactions).run(async (tx) => {
      await get(Administration).changeOfficial(tx, official.id, { passwordHash });
      await get(Sessions).endAll(tx, official.id);
      await get(SignInLinks).revokeAll(tx, official.id, clock.now());
      const event = { type: 'official.password-reset', occurredOn: clock.today(), officialId: official.id };
      await get(EventLog).append(tx, official.institutionId, clock.now(), [
        { caseId: null, actor: { kind: 'system' }, event },
      ]);
      if (official.active)
        await get(Opening).somebodyCame(tx, official, { kind: 'system' }, clock.today(), clock.now());
    });
    forgetFirstPassword(config.dataDir, email);
    terminal.say(`Password: ${password}   (change it after the next sign-in)`);
    if (!official.active) terminal.say('This official is inactive and cannot sign in until an administrator says so.');
    return 0;
  },
};

export const officialUnlock: Command = {
  usage: 'official unlock --email ADDRESS',
  about: 'take away the second factor of an official who lost the phone and the recovery codes',
  async run(args, terminal) {
    const email = emailOf(read(args, { email: TEXT }).values.email);
    const { get, clock } = await terminal.open();
    const official = await get(People).byEmail(get(Transactions).reader, email);
    if (!official) throw new Refused(`No official has the e-mail address ${email}.`);
    const now = clock.now();
    const done = await get(Transactions).run(async (tx) => {
      if (!(await get(SecondFactors).remove(tx, official.id))) return false;
      await get(Sessions).endAll(tx, official.id);
      const event = { type: 'official.second-factor-reset', occurredOn: clock.today(), officialId: official.id };
      await get(EventLog).append(tx, official.institutionId, now, [{ caseId: null, actor: { kind: 'system' }, event }]);
      // The worker finds it on its next round.
      await get(Outbox).add(tx, now, [secondFactorMail(official, 'reset', now)]);
      return true;
    });
    if (!done) throw new Refused(`${email} has no second factor.`);
    terminal.say(
      `The second factor of ${email} is taken away: the password alone is asked for, and a mail tells of it.`,
    );
    return 0;
  },
};

export const officialKeeper: Command = {
  usage: 'official keeper --email ADDRESS [--take]',
  about: 'let an administrator keep the installation: add institutions on the desk; --take: no longer',
  async run(args, terminal) {
    const { values, flags } = read(args, { email: TEXT, take: { type: 'boolean' } });
    const email = emailOf(values.email);
    const keeper = !flags.has('take');
    const { get, clock } = await terminal.open();
    const official = await get(People).byEmail(get(Transactions).reader, email);
    if (!official) throw new Refused(`No official has the e-mail address ${email}.`);
    if (keeper && official.role !== 'administrator') throw new Refused(`${email} is no administrator.`);
    if (Boolean(official.keeper) === keeper)
      throw new Refused(`${email} ${keeper ? 'keeps it already' : 'does not keep it'}.`);
    await get(Transactions).run(async (tx) => {
      await get(Administration).changeOfficial(tx, official.id, { keeper });
      const type = keeper ? 'official.keeper-granted' : 'official.keeper-taken';
      const event = { type, occurredOn: clock.today(), officialId: official.id };
      await get(EventLog).append(tx, official.institutionId, clock.now(), [
        { caseId: null, actor: { kind: 'system' }, event },
      ]);
    });
    terminal.say(`${email} ${keeper ? 'keeps the installation from now on' : 'keeps the installation no longer'}.`);
    return 0;
  },
};

/** The file with the password of the first start is wrong from now on. */
function forgetFirstPassword(dataDir: string, email: string): void {
  const file = firstSignInFile(dataDir);
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(`${email}\n`)) rmSync(file);
}
