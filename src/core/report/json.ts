import { type Kind, KINDS } from '../casefile';
import { type AreaLine, type Balance, closedIn, openIn, type Report } from './report';

export interface BalanceJson extends Balance {
  /** The sum of `closed`. */
  closedTotal: number;
  /** The sum of `open`. */
  openTotal: number;
}

export interface AreaJson extends Omit<AreaLine, 'area'> {
  /** Null: without a subject area. */
  area: { code: string; sq: string; sr: string; en: string; active: boolean } | null;
}

/** The report as other systems read it: the same blocks, with the sums written out. Days are Europe/Belgrade, ISO 8601. */
export interface ReportJson extends Omit<Report, 'balance' | 'areas'> {
  balance: Record<Kind | 'total', BalanceJson>;
  areas: AreaJson[];
}

export function reportJson({ period, balance, access, others, areas }: Report): ReportJson {
  const withSums = (line: Balance): BalanceJson => ({ ...line, closedTotal: closedIn(line), openTotal: openIn(line) });
  const lines = [...KINDS, 'total' as const].map((kind) => [kind, withSums(balance[kind])]);
  return {
    period,
    balance: Object.fromEntries(lines) as ReportJson['balance'],
    access,
    others,
    areas: areas.map(({ area, ...numbers }) => ({
      area: area && { code: area.code, sq: area.nameSq, sr: area.nameSr, en: area.nameEn, active: area.active },
      ...numbers,
    })),
  };
}
