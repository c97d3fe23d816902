import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { KINDS } from '../../core/casefile';
import { deskPaths } from '../../platform/paths';
import { Allow, may, searchScope } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { Search, type SearchFound, SearchTexts, Transactions } from '../../records';
import { readSearchQuery, searchAddress, type SearchPageQuery, STATES } from './search-query';
import { searchLine } from './search-view';

const PAGE_SIZE = 20;

/** Finds cases by any word that stands in them or in their papers. */
@Controller()
@Allow('case.read')
export class SearchController {
  constructor(
    private readonly search: Search,
    private readonly texts: SearchTexts,
    private readonly transactions: Transactions,
  ) {}

  @Get(deskPaths.search())
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const query = readSearchQuery(req.query);
    const found = await this.find(official, query);
    // The index may be a moment behind; who sees what is asked of the case itself.
    const rows = found.rows.filter((row) => may(official, 'case.read', row));
    const from = (query.page - 1) * PAGE_SIZE;
    const shown = rows.slice(from, from + PAGE_SIZE).map(({ id }) => id);
    const texts = await this.texts.of(this.transactions.reader, shown);
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    res.setHeader('Cache-Control', 'no-store');
    res.render('search/search.njk', {
      query,
      title: query.text ? t('search:titleFor', { text: query.text }) : t('search:title'),
      asked: query.text !== '',
      tooCommon: query.text !== '' && found.terms.length === 0,
      count: rows.length,
      more: found.more,
      lines: texts.map((one) => searchLine(one, found.terms, may(official, 'case.applicant', one.row), lang)),
      from,
      states: STATES.map((value) => ({ value, text: t(`search:state.${value}`), selected: value === query.state })),
      kinds: [
        { value: '', text: t('common:all'), selected: !query.kind },
        ...KINDS.map((value) => ({ value, text: t(`common:kind.${value}`), selected: value === query.kind })),
      ],
      pages: {
        previous: query.page > 1 ? searchAddress(query, query.page - 1) : null,
        next: rows.length > from + PAGE_SIZE ? searchAddress(query, query.page + 1) : null,
      },
    });
  }

  private find(official: SignedIn, { text, state, kind }: SearchPageQuery): Promise<SearchFound> {
    return this.search.find(this.transactions.reader, {
      institutionId: official.institutionId,
      read: searchScope(official, 'case.read'),
      applicant: searchScope(official, 'case.applicant'),
      text,
      state,
      ...(kind ? { kind } : {}),
    });
  }
}
