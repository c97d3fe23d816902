import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  AlarmCases,
  backPlanSettings,
  type CalendarCase,
  CalendarCases,
  type CalendarFeed,
  CalendarFeeds,
  noStaff,
  type Official,
  People,
  type StaffRows,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { deskPaths } from '../../platform/paths';
import { may } from '../../platform/sign-in';
import { words } from '../../platform/views';
import { feedEvents } from './feed-events';
import { writeCalendar } from './ics';

/** More than anybody can look after; those due soonest are shown. */
const MOST_CASES = 500;
/** A program that looks every minute is remembered once in a quarter of an hour. */
const REMEMBER_MS = 15 * 60_000;

export interface FeedAnswer {
  text: string;
  etag: string;
  /** Since when it says this: no event of a case tells that another one left. */
  since: Date;
}

/** Writes an official's calendar, and remembers when it became different. */
@Injectable()
export class FeedReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly feeds: CalendarFeeds,
    private readonly calendar: CalendarCases,
    private readonly cases: AlarmCases,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async read(feed: CalendarFeed, official: Official): Promise<FeedAnswer> {
    const text = await this.write(official);
    const contentHash = createHash('sha256').update(text).digest('hex');
    const now = this.clock.now();
    const same = feed.contentHash === contentHash && feed.contentSince !== null;
    const contentSince = same ? feed.contentSince! : now;
    if (!same || !feed.lastReadAt || now.getTime() - feed.lastReadAt.getTime() >= REMEMBER_MS) {
      const read = { lastReadAt: now, contentHash, contentSince };
      await this.transactions.run((tx) => this.feeds.remember(tx, feed.id, read));
    }
    return { text, etag: `"${contentHash.slice(0, 32)}"`, since: contentSince };
  }

  private async write(official: Official): Promise<string> {
    const { institutionId, language: lang } = official;
    const tx = this.transactions.reader;
    const institution = await this.people.institution(tx, institutionId);
    const today = this.clock.today();
    const staff = (await this.cases.staffOf(tx, [institutionId], today)).get(institutionId) ?? noStaff(today);
    const events = feedEvents(await this.casesOf(official, staff), {
      officialId: official.id,
      lang,
      staff,
      settings: backPlanSettings(institution.settings),
      today,
      hrefOf: (caseId) => this.config.publicUrl + deskPaths.caseFile(caseId),
    });
    const names = { sq: institution.nameSq, sr: institution.nameSr, en: institution.nameEn };
    return writeCalendar(words(lang)('calendar-feed:name', { institution: names[lang] }), lang, events);
  }

  /**
   * Those that the official has, those of the directorates that they head, for a responsible officer nobody's, and for
   * whoever is on call the urgent ones.
   */
  private async casesOf(official: Official, { directorates, onCallId }: StaffRows): Promise<CalendarCase[]> {
    const { id: officialId, institutionId, role } = official;
    const directorateIds = directorates.filter((one) => one.headId === officialId).map((one) => one.id);
    const reader = { ...official, onCall: onCallId === officialId };
    const whose = {
      institutionId,
      officialId,
      directorateIds,
      unassigned: role === 'responsible-officer',
      urgent: reader.onCall,
    };
    const found = await this.calendar.of(this.transactions.reader, whose, MOST_CASES);
    return found.filter(({ file: { assigneeId, directorateId, urgent } }) =>
      may(reader, 'case.read', { institutionId, assigneeId, directorateId, urgent }),
    );
  }
}
