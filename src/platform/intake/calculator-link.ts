import type { CaseFile, Kind, PageLanguage } from '../../core/casefile';
import { localTimeOf } from '../../core/law';
import { publicPaths } from '../paths';

const WHAT: Record<Kind, string> = {
  'access-request': 'request',
  petition: 'petition',
  'citizen-initiative': 'initiative',
  'citizen-request': 'citizen-request',
};

type Asked = Pick<CaseFile, 'kind' | 'urgent' | 'receivedOn' | 'receivedAt' | 'decision' | 'silentSince' | 'extension'>;

/**
 * The address of the public calculator with the question that this case raises now: until when an answer is due; after a
 * refusal or silence, until when a complaint.
 */
export function calculatorLink(lang: PageLanguage, file: Asked): string {
  const { kind, urgent, receivedOn, receivedAt, decision, silentSince, extension } = file;
  if (kind === 'access-request') {
    const refused = decision && ['refused', 'partial', 'unanswered'].includes(decision.outcome);
    if (refused) return publicPaths.deadline(lang, { what: 'refused', day: decision.on });
    if (silentSince) return publicPaths.deadline(lang, { what: 'refused', day: silentSince });
    if (urgent) {
      return publicPaths.deadline(lang, { what: 'urgent', day: receivedOn, time: localTimeOf(receivedAt) });
    }
    if (extension) return publicPaths.deadline(lang, { what: 'request', day: receivedOn, extended: 'yes' });
  }
  return publicPaths.deadline(lang, { what: WHAT[kind], day: receivedOn });
}
