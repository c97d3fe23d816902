import { randomUUID } from 'node:crypto';
import type { PageLanguage, Role } from '../core/casefile';
import { addDays, localDateOf } from '../core/law';
import { hashPassword } from '../platform/sign-in';
import type {
  Administration,
  Directorate,
  EventLog,
  Institution,
  Official,
  SubjectAreas,
  Transactions,
} from '../records';
import type { Desk } from './texts/topic';

/** For every sign-in of the demonstration; it is thrown away with its data folder. */
export const DEMO_PASSWORD = 'lugzana-demo-1';

const MAILBOX = '@lugzane.example';

export type Who =
  | 'administrator'
  | 'officer'
  | 'mayor'
  | 'secretariat'
  | 'auditor'
  | 'urbanHead'
  | 'urbanStaff'
  | 'budgetHead'
  | 'educationHead';

const PEOPLE: Record<Who, readonly [name: string, mailbox: string, role: Role, desk: Desk | null, PageLanguage]> = {
  administrator: ['Arta Kodraliu', 'administratore', 'administrator', null, 'sq'],
  officer: ['Zana Mulliqi', 'zyrtarja', 'responsible-officer', null, 'sq'],
  mayor: ['Kaltrina Zogaj', 'kryetari', 'mayors-office', null, 'sq'],
  secretariat: ['Besa Kelmendi', 'kuvendi', 'assembly-secretariat', null, 'sq'],
  auditor: ['Rita Gashi', 'auditimi', 'auditor', null, 'sq'],
  urbanHead: ['Driton Arëza', 'urbanizmi', 'directorate-staff', 'urbanism', 'sq'],
  urbanStaff: ['Sokol Përroi', 'sokol', 'directorate-staff', 'urbanism', 'sq'],
  budgetHead: ['Mirlinda Hoxhaj', 'buxheti', 'directorate-staff', 'budget', 'sq'],
  educationHead: ['Dragana Nikolić', 'arsimi', 'directorate-staff', 'education', 'sr'],
};

const DIRECTORATES: Record<Desk, readonly [sq: string, sr: string, en: string, head: Who]> = {
  urbanism: [
    'Drejtoria për Urbanizëm dhe Mjedis',
    'Direkcija za urbanizam i životnu sredinu',
    'Directorate of Urbanism and Environment',
    'urbanHead',
  ],
  budget: [
    'Drejtoria për Buxhet dhe Financa',
    'Direkcija za budžet i finansije',
    'Directorate of Budget and Finance',
    'budgetHead',
  ],
  education: [
    'Drejtoria për Arsim dhe Kulturë',
    'Direkcija za obrazovanje i kulturu',
    'Directorate of Education and Culture',
    'educationHead',
  ],
};

/** By what its cases are sorted; in the order of the list. */
const AREAS = [
  ['URBAN', 'Urbanizëm dhe ndërtim', 'Urbanizam i izgradnja', 'Urbanism and building'],
  ['BUXHET', 'Buxhet dhe prokurim', 'Budžet i nabavke', 'Budget and procurement'],
  ['ARSIM', 'Arsim dhe kulturë', 'Obrazovanje i kultura', 'Education and culture'],
  ['TJETER', 'Fusha të tjera', 'Ostale oblasti', 'Other areas'],
] as const;
export const AREA_OF: Record<Desk, (typeof AREAS)[number][0]> = {
  urbanism: 'URBAN',
  budget: 'BUXHET',
  education: 'ARSIM',
};

/** An invented municipality with its people. */
export interface Town {
  institution: Institution;
  directorates: Record<Desk, Directorate>;
  officials: Record<Who, Official>;
}

interface Needs {
  transactions: Transactions;
  administration: Administration;
  areas: SubjectAreas;
  log: EventLog;
}

/** Founds the municipality: three directorates with their heads, and everybody with {@link DEMO_PASSWORD}. */
export async function found({ transactions, administration, areas, log }: Needs, now: Date): Promise<Town> {
  const founded: Omit<Institution, 'basisId'> = {
    id: randomUUID(),
    code: 'LG',
    nameSq: 'Komuna e Lugzanës',
    nameSr: 'Opština Lugzana',
    nameEn: 'Municipality of Lugzana',
    settings: {
      address: 'Sheshi i Lirisë 1, 99000 Lugzanë',
      email: `info${MAILBOX}`,
      phone: '+383 280 000 000',
    },
    active: true,
    createdAt: now,
  };
  const institution: Institution = { ...founded, basisId: '' };
  const directorates = mapped(DIRECTORATES, ([nameSq, nameSr, nameEn]) => ({
    id: randomUUID(),
    institutionId: institution.id,
    nameSq,
    nameSr,
    nameEn,
    headId: null,
    active: true,
  })) as Town['directorates'];
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const officials = mapped(PEOPLE, ([name, mailbox, role, desk, language]) => ({
    id: randomUUID(),
    institutionId: institution.id,
    email: mailbox + MAILBOX,
    name,
    passwordHash,
    role,
    directorateId: desk && directorates[desk].id,
    language,
    active: true,
    // The demonstration begins a year ago and goes on from today.
    accessUntil: role === 'auditor' ? addDays(localDateOf(now), 2 * 366) : null,
    createdAt: now,
  })) as Town['officials'];
  const heads = Object.entries(DIRECTORATES) as [Desk, (typeof DIRECTORATES)[Desk]][];
  await transactions.run(async (tx) => {
    Object.assign(institution, await administration.addInstitution(tx, founded));
    for (const one of Object.values(directorates)) await administration.addDirectorate(tx, one);
    const kept = AREAS.map(([code, nameSq, nameSr, nameEn], i) => ({
      ...{ id: randomUUID(), code, nameSq, nameSr, nameEn, place: i + 1, active: true },
    }));
    for (const one of kept) await areas.add(tx, { ...one, institutionId: institution.id });
    for (const one of Object.values(officials)) await administration.addOfficial(tx, one);
    for (const [desk, [, , , head]] of heads) {
      await administration.changeDirectorate(tx, directorates[desk].id, { headId: officials[head].id });
    }
    const added = Object.values(officials).map(({ id, role, directorateId }) => ({
      caseId: null,
      actor: { kind: 'system' as const },
      event: { type: 'official.added', occurredOn: localDateOf(now), officialId: id, role, directorateId },
    }));
    const listed = kept.map(({ id, active: _active, ...one }) => ({
      caseId: null,
      actor: { kind: 'system' as const },
      event: { type: 'area.added', occurredOn: localDateOf(now), areaId: id, ...one },
    }));
    await log.append(tx, institution.id, now, [...added, ...listed]);
  });
  for (const [desk, [, , , head]] of heads) directorates[desk].headId = officials[head].id;
  return { institution, directorates, officials };
}

const mapped = <K extends string, A, B>(record: Record<K, A>, make: (one: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(record).map(([key, one]) => [key, make(one)])) as Record<K, B>;
