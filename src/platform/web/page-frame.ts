import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { PageLanguage } from '../../core/casefile';
import { calendarEnd, type CalendarEnd } from '../../core/law';
import {
  Bases,
  type HeartbeatName,
  HEARTBEATS,
  Heartbeats,
  type Institution,
  People,
  Transactions,
  Transfers,
  WaitingWork,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { deskPaths, publicPaths } from '../paths';
import { sleeps } from '../pulse';
import { may } from '../sign-in';
import { colourNameOf, COLOURS, languageLinks } from '../views';
import { menuOf } from './menu';
import { elsewhere, offeredBy } from './offered-pages';
import type { PageRequest, SignedIn } from './request';
import { shownInstitution } from './shown-institution';

/** How long a process may show an institution's old name after another process changed it. */
const REMEMBERED_MS = 5_000;

/** Asked by programs, which see no page. */
const NO_PAGES = /^\/(api|assets)\/|^\/(healthz|readyz|metrics|desk\/changes)$/;

/** What the layouts need on every page: institution, menu, addresses, language switch. */
@Injectable()
export class PageFrame {
  private beats: Record<HeartbeatName, Date | null> = { sweep: null, relay: null };
  private known: { at: number; institutions: Institution[] } | null = null;

  constructor(
    private readonly people: People,
    private readonly transfers: Transfers,
    private readonly bases: Bases,
    private readonly heartbeats: Heartbeats,
    private readonly work: WaitingWork,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  handler(): RequestHandler {
    return (req: Request, res: Response, next: NextFunction) => {
      if (NO_PAGES.test(req.path)) return next();
      // Who signs in may be the first of an institution, which is open to the public from then on.
      if (this.known?.institutions.some(({ unserved }) => unserved) && req.path.startsWith(deskPaths.signIn()))
        res.once('finish', () => this.forget());
      this.frame(req as PageRequest, res).then((to) => (to === null ? next() : res.redirect(303, to)), next);
    };
  }

  /** After an administrator changed a name, or somebody came whom the public waited for: shown at once in this process. */
  forget(): void {
    this.known = null;
  }

  /** Where the page is that was asked for in a language which is not offered; otherwise null. */
  private async frame(req: PageRequest, res: Response): Promise<string | null> {
    const { official } = req;
    const active = await this.institutions();
    const institutions = active.filter(({ unserved }) => !unserved);
    const own = official ? active.find((one) => one.id === official.institutionId) : institutions[0];
    const outside = /^\/(sq|sr|en)(\/|$)/.test(req.path);
    const offered = offeredBy(official && own && !outside ? [own] : institutions);
    const to = elsewhere(req, offered);
    if (to !== null) return to;
    const offers = official && institutions.length > 1 ? await this.offersTo(official) : null;
    const failed = official ? await this.failedFor(official) : 0;
    const calendarEnds = official && own ? await this.calendarEnds(official, own) : null;
    Object.assign(res.locals, {
      official,
      user: official,
      offered,
      paths: { public: publicPaths, desk: deskPaths },
      ...colourOf(official || institutions.length === 1 ? own : undefined),
      // With several municipalities in one installation the public pages speak for none of them.
      institution: official || institutions.length === 1 ? own && shownInstitution(own) : undefined,
      nav:
        official && !official.mustEnrol
          ? menuOf(official, req.path, res.locals.t as (key: string) => string, {
              counts: { transfers: offers ?? 0, jobs: failed },
              hasNeighbours: offers !== null,
            })
          : [],
      // null for whoever is told nothing
      bell: official && may(official, 'notices') ? (official.unread ?? 0) : null,
      calendarEnds,
      asleep: official && own ? await this.asleep(own) : [],
      today: this.clock.today(),
    });
    if (outside) {
      const query = req.originalUrl.includes('?') ? `?${req.originalUrl.split('?')[1]}` : '';
      res.locals.languageLinks = languageLinks(req.path, query, offered.pages);
    }
    res.locals.homePath = publicPaths.home(res.locals.lang as PageLanguage);
    return null;
  }

  /** How many requests of other institutions wait for this official's answer. */
  private async offersTo(official: SignedIn): Promise<number> {
    if (!may(official, 'transfers')) return 0;
    return this.transfers.countWaiting(this.transactions.reader, official.institutionId);
  }

  /** How many messages and alarms wait for this administrator's decision. */
  private async failedFor(official: SignedIn): Promise<number> {
    if (!may(official, 'jobs')) return 0;
    const { messages, alarms } = await this.work.undecided(this.transactions.reader, official.institutionId);
    return messages + alarms;
  }

  /** Whoever keeps the calendar sees on every page that it ends soon. */
  private async calendarEnds(official: SignedIn, own: Institution): Promise<CalendarEnd | null> {
    if (!may(official, 'calendar')) return null;
    const { calendar } = await this.bases.of(this.transactions.reader, own);
    return calendarEnd(calendar, this.clock.today());
  }

  /** Every official sees on every page that the sweep or the relay sleeps: nobody reminds them of their cases. */
  private async asleep(own: Institution): Promise<HeartbeatName[]> {
    const now = this.clock.now();
    const asleep = (): HeartbeatName[] => HEARTBEATS.filter((name) => sleeps(this.beats[name], own.createdAt, now));
    // Heartbeats only grow younger: whoever was awake by the last ones that were read is awake by the present ones.
    if (asleep().length === 0) return [];
    this.beats = await this.heartbeats.all(this.transactions.reader);
    return asleep();
  }

  private async institutions(): Promise<Institution[]> {
    const now = this.clock.now().getTime();
    if (!this.known || now - this.known.at > REMEMBERED_MS || now < this.known.at) {
      this.known = { at: now, institutions: await this.people.activeInstitutions(this.transactions.reader) };
    }
    return this.known.institutions;
  }
}

/** The class and the colour of the browser's own frame. */
function colourOf(institution: Institution | undefined): { colourClass: string; themeColor: string } {
  const name = colourNameOf(institution?.settings.look?.colour);
  return { colourClass: `q-colour-${name}`, themeColor: COLOURS[name].brand };
}
