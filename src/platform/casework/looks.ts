import { Inject, Injectable } from '@nestjs/common';
import type { CaseEvent, CaseEventType, SeenWhere } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { CaseBook, type CaseRow, type LoadedCase, type RecordedEvent, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { may } from '../sign-in';
import type { PageRequest, SignedIn } from '../web/request';

const LONGEST_SITTING_MS = 60 * 60_000;

/** Since when this official sits at this browser without a break: their sign-in, and never longer than an hour. */
export function sittingSince(req: PageRequest, now: Date): Date {
  const { startedAt } = (req.session as { startedAt?: number } | undefined) ?? {};
  return new Date(Math.max(startedAt ?? 0, now.getTime() - LONGEST_SITTING_MS));
}

/** Whether somebody did so in this sitting already, as the history of a case tells. */
const done = (
  history: readonly RecordedEvent[],
  officialId: string,
  since: Date,
  is: (event: CaseEvent) => boolean,
): boolean =>
  history.some(
    ({ event, actor, recordedAt }) =>
      actor.kind === 'official' && actor.id === officialId && recordedAt >= since && is(event),
  );

/** No browser keeps a page that says who asked: whoever sits down next at that computer would find it with the back button. */
const keptNowhere = ({ res }: PageRequest): void => void res?.setHeader('Cache-Control', 'no-store');

/** Their own registration, or the same look a moment ago. */
const KNOWS: readonly CaseEventType[] = ['applicant-seen', 'registered'];

/** Looking that is written down: who looks at a case, and at who asked, may themselves be looked at. */
@Injectable()
export class Looks {
  constructor(
    private readonly book: CaseBook,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every case that an auditor opens is an event of that case, once in a sitting. */
  async opened(req: PageRequest, row: Pick<CaseRow, 'id' | 'institutionId'>): Promise<void> {
    const { role } = req.official as SignedIn;
    if (role === 'auditor') await this.record(req, row, { type: 'inspected' }, ({ type }) => type === 'inspected');
  }

  /**
   * Whether this official is shown who asked without another press: they may know it, and looked in this sitting, or wrote
   * it down themselves just now.
   */
  shows(req: PageRequest, { row, history }: Pick<LoadedCase, 'row' | 'history'>): boolean {
    const official = req.official as SignedIn;
    if (!may(official, 'case.applicant', row)) return false;
    const shown = done(history, official.id, sittingSince(req, this.clock.now()), ({ type }) => KNOWS.includes(type));
    if (shown) keptNowhere(req);
    return shown;
  }

  /**
   * Writes down that the official of a request sees who asked; call it before anything of the applicant is shown, and ask
   * the permission first. In one sitting the same place is one event. `institutionId`: whose case it is.
   */
  async applicant(req: PageRequest, row: Pick<CaseRow, 'id' | 'institutionId'>, where: SeenWhere): Promise<void> {
    keptNowhere(req);
    const same = (event: CaseEvent): boolean => event.type === 'applicant-seen' && event.where === where;
    await this.record(req, row, { type: 'applicant-seen', where }, same);
  }

  private async record(
    req: PageRequest,
    { id, institutionId }: Pick<CaseRow, 'id' | 'institutionId'>,
    look: { type: 'inspected' } | { type: 'applicant-seen'; where: SeenWhere },
    same: (event: CaseEvent) => boolean,
  ): Promise<void> {
    const official = req.official as SignedIn;
    const now = this.clock.now();
    const since = sittingSince(req, now);
    const act = { institutionId, caseId: id, actor: { kind: 'official', id: official.id } as const, now };
    await this.transactions.run((tx) =>
      this.book.act(tx, act, ({ history, file }) =>
        done(history, official.id, since, same) || (look.type === 'applicant-seen' && file.anonymisedOn)
          ? []
          : [{ ...look, occurredOn: localDateOf(now) }],
      ),
    );
  }
}
