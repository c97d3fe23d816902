import { type Kind, KINDS } from '../casefile';
import { type Balance, closedIn, openIn, type Report } from './report';

export interface BalanceJson extends Balance {
  /** The sum of `closed`. */
  closedTotal: number;
  /** The sum of `open`. */
  openTotal: number;
}

/** The report as other systems read it: the same blocks, with the sums written out. Days are Europe/Belgrade, ISO 8601. */
export interface ReportJson extends Omit<Report, 'balance'> {
  balance: Record<Kind | 'total', BalanceJson>;
}

export function reportJson({ period, balance, access, others }: Report): ReportJson {
  const withSums = (line: Balance): BalanceJson => ({ ...line, closedTotal: closedIn(line), openTotal: openIn(line) });
  const lines = [...KINDS, 'total' as const].map((kind) => [kind, withSums(balance[kind])]);
  return { period, balance: Object.fromEntries(lines) as ReportJson['balance'], access, others };
}
