import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { type Directorate, type Institution, type Official } from '../../src/records';
import {
  ClockBasisRow,
  Directorate as DirectorateEntity,
  firstBasis,
  insertAll,
  Institution as InstitutionEntity,
  Official as OfficialEntity,
} from '../../src/records';
import type { DataSource } from '../../src/records/data-source';
import type { Role } from '../../src/core/casefile';

export const PASSWORD = 'fjalekalim-prove-1';

export interface Seed {
  institution: Institution;
  /** By the first word of the Albanian name: Urbanizëm, Buxhet, Arsim. */
  directorates: Record<'urbanism' | 'budget' | 'education', Directorate>;
  /** admin, zyrtar (responsible officer), drejtor (head of urbanism), staf (urbanism), kryetar (mayor's office). */
  officials: Record<'admin' | 'zyrtar' | 'drejtor' | 'staf' | 'kryetar', Official>;
}

// Cheap parameters: the product's own are slow on purpose, and every suite signs people in.
const hashed = hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });

/** A municipality with three directorates and five officials, all with `PASSWORD`. A second one may be seeded beside it. */
export async function seedMunicipality(
  source: DataSource,
  now: Date,
  code = 'KK',
  domain = 'test',
  settings: Institution['settings'] = {},
): Promise<Seed> {
  const institution: Institution = {
    id: randomUUID(),
    basisId: randomUUID(),
    code,
    nameSq: `Komuna ${code}`,
    nameSr: `Opština ${code}`,
    nameEn: `Municipality of ${code}`,
    settings: { address: 'Sheshi i Dëshmorëve 1', email: 'info@komuna.example', ...settings },
    active: true,
    createdAt: now,
  };
  const directorate = (nameSq: string, nameSr: string, nameEn: string): Directorate => ({
    id: randomUUID(),
    institutionId: institution.id,
    nameSq,
    nameSr,
    nameEn,
    headId: null,
    active: true,
  });
  const directorates = {
    urbanism: directorate('Drejtoria e Urbanizmit', 'Direkcija za urbanizam', 'Directorate of Urbanism'),
    budget: directorate('Drejtoria për Buxhet', 'Direkcija za budžet', 'Directorate of Budget'),
    education: directorate('Drejtoria e Arsimit', 'Direkcija za obrazovanje', 'Directorate of Education'),
  };
  const passwordHash = await hashed;
  const official = (name: string, role: Role, full: string, directorateId: string | null = null): Official => ({
    id: randomUUID(),
    institutionId: institution.id,
    email: `${name}@${domain}`,
    name: full,
    passwordHash,
    role,
    directorateId,
    language: 'sq',
    active: true,
    createdAt: now,
  });
  const officials = {
    admin: official('admin', 'administrator', 'Arta Administruesja'),
    zyrtar: official('zyrtar', 'responsible-officer', 'Zana Zyrtarja'),
    drejtor: official('drejtor', 'directorate-staff', 'Driton Drejtori', directorates.urbanism.id),
    staf: official('staf', 'directorate-staff', 'Sokol Stafi', directorates.urbanism.id),
    kryetar: official('kryetar', 'mayors-office', 'Kaltrina Kryetari'),
  };
  directorates.urbanism.headId = officials.drejtor.id;
  await source.transaction(async (tx) => {
    await tx.insert(InstitutionEntity, institution);
    await insertAll(tx, ClockBasisRow, [firstBasis(institution)]);
    await tx.insert(DirectorateEntity, Object.values(directorates));
    await tx.insert(OfficialEntity, Object.values(officials));
  });
  return { institution, directorates, officials };
}
