import { Injectable } from '@nestjs/common';
import type { LinkSide } from '../../core/casefile';
import { CaseLinks, type CaseRow, Search, Transactions } from '../../records';
import { deskPaths } from '../paths';
import { may, searchScope } from '../sign-in';
import { formatDate, type Lang, words } from '../views';
import type { SignedIn } from '../web/request';
import { outcomeInWords } from './timeline';

/** A case beside another one, in words. */
export interface RelatedLine {
  id: string;
  /** Empty where this reader may not see it: then only that there is one. */
  href: string;
  reference: string;
  subject: string;
  status: string;
  look: string;
  received: string;
}

export interface LinkLine extends RelatedLine {
  linkId: string;
  as: LinkSide;
  side: string;
}

/** What belongs to a case, and what is like it. */
export interface Related {
  linked: LinkLine[];
  similar: (RelatedLine & { linkHref: string })[];
  mayLink: boolean;
  linkHref: string;
  unlinkHref: string;
}

type Known = Pick<CaseRow, 'id' | 'reference' | 'subject' | 'kind' | 'status' | 'outcome' | 'receivedOn'>;

/** Reads what lies beside a case, for its own page and for whoever registers a new one. */
@Injectable()
export class RelatedCases {
  constructor(
    private readonly links: CaseLinks,
    private readonly search: Search,
    private readonly transactions: Transactions,
  ) {}

  /** What is like an answered case interests nobody any more; what is linked to it does. */
  async of(official: SignedIn, row: CaseRow, lang: Lang): Promise<Related> {
    const links = await this.links.of(this.transactions.reader, row.id);
    const others = await this.links.cases(
      this.transactions.reader,
      row.institutionId,
      links.map(({ otherId }) => otherId),
    );
    const linked = links.flatMap(({ id, otherId, as }): LinkLine[] => {
      const other = others.find((one) => one.id === otherId);
      if (!other) return [];
      const side = words(lang)(`linking:side.${as}`);
      return [{ ...lineOf(other, lang, may(official, 'case.read', other)), linkId: id, as, side }];
    });
    const text = `${row.subject} ${row.searchText.slice(row.reference.length)}`;
    const known = new Set(links.map(({ otherId }) => otherId));
    const found = row.isOpen ? await this.similarTo(official, text, lang, row.id) : [];
    const mayLink = may(official, 'case.link', row);
    return {
      linked,
      similar: found
        .filter(({ id }) => !known.has(id))
        .map((one) => ({ ...one, linkHref: mayLink ? deskPaths.link(row.id, one.reference) : '' })),
      mayLink,
      linkHref: deskPaths.link(row.id),
      unlinkHref: deskPaths.unlink(row.id),
    };
  }

  /** Open and answered cases that this official sees and that say much the same. */
  async similarTo(official: SignedIn, text: string, lang: Lang, not?: string): Promise<RelatedLine[]> {
    const { reader } = this.transactions;
    const found = await this.search.similar(reader, {
      institutionId: official.institutionId,
      read: searchScope(official, 'case.read'),
      text,
      ...(not === undefined ? {} : { not }),
    });
    const ids = found.filter((one) => may(official, 'case.read', one)).map(({ id }) => id);
    const rows = await this.links.cases(reader, official.institutionId, ids);
    return ids.flatMap((id) => rows.filter((row) => row.id === id).map((row) => lineOf(row, lang, true)));
  }
}

function lineOf(row: Known, lang: Lang, open: boolean): RelatedLine {
  const t = words(lang);
  const decided = row.outcome !== null && row.status !== 'complaint' && row.status !== 'at-agency';
  return {
    id: row.id,
    href: open ? deskPaths.caseFile(row.id) : '',
    reference: row.reference,
    subject: open ? row.subject : '',
    status: decided ? outcomeInWords(row.kind, row.outcome!, lang) : t(`common:status.${row.status}`),
    look: decided ? `q-outcome--${row.outcome}` : `q-status--${row.status}`,
    received: t('search:received', { day: formatDate(row.receivedOn, lang, 'short') }),
  };
}
