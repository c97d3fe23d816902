import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { calendarEnd, calendarYears, nationalCalendar, newerTable } from '../../core/law';
import {
  Administration,
  Bases,
  EventLog,
  type Institution,
  Outbox,
  People,
  Transactions,
  yearsOf,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { Housekeeping } from '../../platform/housekeeping';
import { Relay } from '../../platform/relay';
import { CalendarService } from './calendar.service';

const WARNED = 'calendar.warned';

/**
 * Looks after the calendars of all institutions: years that came with a newer program are taken over at once, because they
 * change no known day, and cases that waited for them get their deadline. Days that a newer program moves are only offered.
 * Administrators are warned by one mail before the last known day comes near.
 */
@Injectable()
export class CalendarKeeping implements OnModuleInit {
  private readonly logger = new Logger('calendar');
  /** Institutions that were looked at, with the basis and the day: the next look is due when either changes. */
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly service: CalendarService,
    private readonly administration: Administration,
    private readonly bases: Bases,
    private readonly people: People,
    private readonly log: EventLog,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('calendar', () => this.run());
  }

  async run(): Promise<void> {
    const { reader } = this.transactions;
    for (const institution of await this.people.activeInstitutions(reader)) {
      const look = `${institution.basisId} ${this.clock.today()}`;
      if (this.seen.get(institution.id) === look) continue;
      await this.takeOver(institution);
      await this.warn(institution);
      this.seen.set(institution.id, look);
    }
  }

  private async takeOver(institution: Institution): Promise<void> {
    const row = await this.bases.row(this.transactions.reader, institution);
    if (row.nationalVersion === nationalCalendar.version) return;
    const { newYears, differences } = newerTable(yearsOf(row), calendarYears);
    if (newYears.length === 0 && differences.length > 0) return;
    const asked = { type: 'national', answer: 'add-years' } as const;
    // Another worker may have done it since: then the basis is another one, and nothing happens.
    const applied = await this.service.apply(institution.id, { kind: 'system' }, asked, institution.basisId);
    if (applied.ok)
      this.logger.log(`${institution.code}: the national calendar ${nationalCalendar.version} was taken over`);
  }

  private async warn(known: Institution): Promise<void> {
    const today = this.clock.today();
    const institutionId = known.id;
    if (!calendarEnd((await this.bases.of(this.transactions.reader, known)).calendar, today)) return;
    const messageIds = await this.transactions.run(async (tx) => {
      const institution = await this.administration.lockInstitution(tx, institutionId);
      const { calendar } = await this.bases.of(tx, institution);
      const end = calendarEnd(calendar, today);
      if (!end) return [];
      const told = await this.log.ofHouse(tx, institutionId, WARNED);
      if (told.some(({ event }) => event.lastDay === end.lastDay)) return [];
      const now = this.clock.now();
      const ids = await this.outbox.add(
        tx,
        now,
        (await this.people.withRoles(tx, institutionId, ['administrator'])).map(
          ({ id, email: recipient, language }) => ({
            institutionId,
            caseId: null,
            kind: 'calendar-ends',
            recipient,
            language,
            official: { id },
            facts: { ...end },
          }),
        ),
      );
      const event = { type: WARNED, occurredOn: today, lastDay: end.lastDay };
      await this.log.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'system' }, event }]);
      return ids;
    });
    this.relay.nudge(messageIds, 'patient');
  }
}
