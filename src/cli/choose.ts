import { type Directorate, type Institution, People, Transactions } from '../records';
import { Refused, type Services } from './terminal';

/** The institution with the code; without one the only active one. Throws `Refused` naming those that there are. */
export async function institutionOf({ get }: Services, code: string | undefined): Promise<Institution> {
  const tx = get(Transactions).reader;
  const active = await get(People).activeInstitutions(tx);
  const codes = active.map((one) => one.code).join(', ');
  if (code === undefined) {
    if (active.length === 1 && active[0]) return active[0];
    throw new Refused(active.length === 0 ? 'There is no institution yet.' : `Say which with --institution: ${codes}.`);
  }
  const found = await get(People).institutionByCode(tx, code.trim().toUpperCase());
  if (!found) throw new Refused(`There is no institution ${code}; there is: ${codes}.`);
  return found;
}

/** The active directorate with this name in any language. Throws `Refused` naming those that there are. */
export async function directorateOf({ get }: Services, institution: Institution, name: string): Promise<Directorate> {
  const all = await get(People).directorates(get(Transactions).reader, institution.id);
  const wanted = name.trim().toLowerCase();
  const found = all.find((one) =>
    [one.nameSq, one.nameSr, one.nameEn, one.id].some((known) => known.toLowerCase() === wanted),
  );
  if (found?.active) return found;
  const names = all.filter((one) => one.active).map((one) => one.nameSq);
  throw new Refused(`There is no directorate "${name}"; there is: ${names.join(', ') || 'none'}.`);
}
