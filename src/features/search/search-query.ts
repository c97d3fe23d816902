import { type Kind, KINDS } from '../../core/casefile';
import { cleanLine } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';

export const STATES = ['all', 'open', 'closed'] as const;

/** What the address of a page of results says; anything that cannot be meant is dropped. */
export interface SearchPageQuery {
  text: string;
  state: (typeof STATES)[number];
  kind?: Kind;
  /** From 1. */
  page: number;
}

/** Longer questions are cut: nobody types more. */
const TEXT_LIMIT = 200;
/** Only some hundred cases are ranked, so there are only so many pages. */
const PAGES = 20;

export function readSearchQuery(query: Record<string, unknown>): SearchPageQuery {
  const kind = KINDS.find((one) => one === query.kind);
  const page = typeof query.page === 'string' && /^\d{1,3}$/.test(query.page) ? Number(query.page) : 1;
  return {
    text: typeof query.q === 'string' ? cleanLine(query.q).slice(0, TEXT_LIMIT) : '',
    state: STATES.find((one) => one === query.state) ?? 'all',
    ...(kind ? { kind } : {}),
    page: Math.min(Math.max(page, 1), PAGES),
  };
}

/** The same query as it stands in an address, without what is the default. */
export function searchAddress({ text, state, kind }: SearchPageQuery, page = 1): string {
  const said = new URLSearchParams({ q: text });
  if (state !== 'all') said.set('state', state);
  if (kind) said.set('kind', kind);
  if (page > 1) said.set('page', String(page));
  return `${deskPaths.search()}?${said.toString()}`;
}
