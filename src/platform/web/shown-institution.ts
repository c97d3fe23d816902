import type { Institution } from '../../records';
import { publicPaths } from '../paths';

/** What the layouts show of an institution: names, how to reach it, its coat of arms and the head of its papers. */
export function shownInstitution(institution: Institution): Record<string, unknown> {
  const { code, nameSq, nameSr, nameEn, settings } = institution;
  const { address, email, phone, look } = settings;
  const crest = look?.crest ? publicPaths.crest(code, look.crest.sha256) : null;
  return { code, nameSq, nameSr, nameEn, address, email, phone, crest, office: look?.office ?? null };
}
