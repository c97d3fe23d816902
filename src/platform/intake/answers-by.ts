import { type OfferedLanguages, offeredLanguages } from '../../core/casefile';
import type { Institution } from '../../records';

/** The languages of answer of the institutions to which a submission may go, by their code; see `ReadContext`. */
export function answersBy(institutions: readonly Institution[]): (code: string) => OfferedLanguages {
  return (code) => offeredLanguages(institutions.find((one) => one.code === code)?.settings.languages);
}
