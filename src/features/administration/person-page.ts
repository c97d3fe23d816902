import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { PAGE_LANGUAGES, ROLES } from '../../core/casefile';
import { type Official, People, ProviderSubjects, Queue, SignInLinks, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Config, CONFIG } from '../../platform/config';
import { deskPaths } from '../../platform/paths';
import { accessEnded, INVITATION_DAYS, invitationState, OwnSessions } from '../../platform/sign-in';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { shownProblems } from './form-problems';
import { type ChangedMeanwhile, shownMeanwhile } from '../../platform/web/meanwhile';
import { type PersonField, type PersonForm, personOf } from './people-form';

/** What the fields are called on the page. */
const LABELS: Record<PersonField, string> = {
  name: 'admin:person.name',
  email: 'admin:person.email',
  phone: 'admin:person.phone',
  role: 'admin:person.role',
  directorateId: 'admin:person.directorate',
  language: 'admin:person.language',
  accessUntil: 'admin:person.accessUntil',
};
const COUNTED = 500;
const DONE = 'added changed activated deactivated password invited revoked sessions second-factor unlinked'.split(' ');

/** The page of one official. */
@Injectable()
export class PersonPage {
  constructor(
    private readonly people: People,
    private readonly queue: Queue,
    private readonly sessions: OwnSessions,
    private readonly links: SignInLinks,
    private readonly subjects: ProviderSubjects,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async show(
    req: PageRequest,
    res: Response,
    known: Official,
    form: PersonForm,
    problems: Record<string, string>,
    {
      password = null,
      changed = null,
    }: { password?: string | null; changed?: ChangedMeanwhile<PersonForm> | null } = {},
  ): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const tx = this.transactions.reader;
    const directorates = await this.people.directorates(tx, institutionId);
    const filter = { institutionId, visible: {}, status: 'open' as const, assignee: known.id };
    const { open } = await this.queue.counts(tx, { open: filter }, COUNTED + 1);
    const invitation = (await this.links.invitations(tx, [known.id])).get(known.id);
    const errors = shownProblems(problems, wordsOfPage(res));
    res.setHeader('Cache-Control', 'no-store');
    const t = wordsOfPage(res);
    res.status(errors.length > 0 || changed ? 422 : 200).render('administration/person.njk', {
      known,
      ...shownMeanwhile(req.body, { present: personOf(known), changed, wrong: errors.length > 0 }, (field) =>
        t(LABELS[field]),
      ),
      ended: accessEnded(known, this.clock.today()),
      form,
      errors,
      password,
      done: DONE.find((one) => one === req.query.done),
      invitation: { state: invitationState(invitation, this.clock.now()), ...invitation },
      invitationDays: INVITATION_DAYS,
      sessions: (await this.sessions.list(known.id, '')).length,
      provider: await this.providerOf(known),
      openCases: open > COUNTED ? `${COUNTED}+` : open,
      casesHref: `${deskPaths.queue()}?assignee=${known.id}`,
      ...choices(directorates.filter((one) => one.active || one.id === known.directorateId)),
    });
  }

  /** The provider's name, for an official who came through it. */
  private async providerOf({ id }: Official): Promise<string | null> {
    const { oidcIssuer, oidcName } = this.config;
    if (!oidcIssuer) return null;
    return (await this.subjects.ofOfficial(this.transactions.reader, id)) ? oidcName : null;
  }
}

/** What can be chosen for an official. */
export const choices = (directorates: object[]): object => ({
  directorates,
  roles: ROLES,
  languages: PAGE_LANGUAGES,
});
