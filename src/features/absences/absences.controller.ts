import { Controller, ForbiddenException, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AbsenceRefused, Absences, type Official, People, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow, worksHere } from '../../platform/sign-in';
import { formatDate } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { type AbsenceForm, fieldOf, type Problem, readAbsenceForm } from './absence-form';
import { absenceView, coveredBy, type StandingIn } from './absence-view';

const DONE = ['entered', 'enteredAlone', 'cancelled', 'late'];
const EMPTY: AbsenceForm = { officialId: '', fromOn: '', untilOn: '', standInId: '' };
const EARLIER = 20;

interface Known {
  official: SignedIn;
  officials: Official[];
  covered: Official[];
}

/** Absences: everybody enters their own; heads of directorates those of their people, administrators all. */
@Controller(deskPaths.absences())
@Allow('absences')
export class AbsencesController {
  constructor(
    private readonly absences: Absences,
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const known = await this.known(req);
    const form = { ...EMPTY, officialId: known.official.id };
    await this.show(res, known, form, [], DONE.find((one) => one === req.query.done) ?? '');
  }

  @Post()
  async enter(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const known = await this.known(req);
    const { official, officials, covered } = known;
    const active = officials.filter(worksHere).map((one) => one.id);
    const read = readAbsenceForm((req.body ?? {}) as Record<string, unknown>, covered.map(idOf), active);
    if (req.staleForm) return this.show(res, known, read.form, [{ field: 'fromOn', code: 'stale' }]);
    if (!read.days) return this.show(res, known, read.form, read.problems);
    const standInId = read.form.standInId || null;
    try {
      await this.transactions.run((tx) =>
        this.absences.enter(tx, {
          institutionId: official.institutionId,
          officialId: read.form.officialId,
          ...read.days!,
          standInId,
          by: official.id,
          now: this.clock.now(),
        }),
      );
    } catch (error) {
      if (!(error instanceof AbsenceRefused)) throw error;
      return this.show(res, known, read.form, [{ field: fieldOf(error.problem), code: error.problem }]);
    }
    res.redirect(303, `${deskPaths.absences()}?done=${standInId ? 'entered' : 'enteredAlone'}`);
  }

  @Post(':id/cancel')
  async cancel(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { official, covered } = await this.known(req);
    const row = await this.absences.byId(this.transactions.reader, official.institutionId, id);
    if (!row) throw new NotFoundException();
    if (req.staleForm || !(row.officialId === official.id || covered.some((one) => one.id === row.officialId)))
      throw new ForbiddenException();
    const done = await this.transactions.run((tx) =>
      this.absences.cancel(tx, official.institutionId, id, official.id, this.clock.now()),
    );
    res.redirect(303, `${deskPaths.absences()}?done=${done ? 'cancelled' : 'late'}`);
  }

  private async known(req: PageRequest): Promise<Known> {
    const official = req.official as SignedIn;
    const { reader } = this.transactions;
    const officials = await this.people.officials(reader, official.institutionId);
    const directorates = await this.people.directorates(reader, official.institutionId);
    return { official, officials, covered: coveredBy(official, officials, directorates) };
  }

  private async show(
    res: Response,
    { official, officials, covered }: Known,
    form: AbsenceForm,
    problems: readonly Problem[],
    done = '',
  ): Promise<void> {
    const { reader } = this.transactions;
    const [lang, t, today] = [languageOfPage(res), wordsOfPage(res), this.clock.today()];
    const nameOf = (id: string): string => officials.find((one) => one.id === id)?.name ?? '';
    const notOver = await this.absences.notOver(reader, [official.institutionId], today);
    const earlier = (await this.absences.ofOfficial(reader, official.id, EARLIER)).filter(
      (one) => one.cancelledAt !== null || one.untilOn < today,
    );
    const seen = new Set(covered.map(idOf));
    const day = (one: string): string => formatDate(one as never, lang);
    const standing = notOver
      .filter((one) => one.fromOn > today && one.standInId === official.id)
      .map((one): StandingIn => ({
        text: t('absences:for.coming', {
          from: day(one.fromOn),
          until: day(one.untilOn),
          name: nameOf(one.officialId),
        }),
        link: null,
      }));
    const now = (official.standsInFor ?? []).map(({ id, name }): StandingIn => {
      const until = notOver.findLast((one) => one.officialId === id && one.fromOn <= today)?.untilOn ?? today;
      return {
        text: t('absences:for.now', { until: day(until), name }),
        link: { text: t('absences:for.link', { name }), href: `${deskPaths.queue()}?assignee=${id}` },
      };
    });
    const options = (people: readonly Official[]): object[] =>
      people.map(({ id, name }) => ({ value: id, text: name }));
    res.setHeader('Cache-Control', 'no-store');
    res.status(problems.length > 0 ? 422 : 200).render('absences/absences.njk', {
      form,
      errors: problems.map(({ field, code }) => ({
        field,
        text: code === 'stale' ? t('common:errors.staleForm') : t(`absences:problem.${code}`),
        href: `#${field}`,
      })),
      covered: covered.length > 1 ? options(covered) : null,
      standIns: options(officials.filter((one) => worksHere(one) && (covered.length > 1 || one.id !== official.id))),
      rows: notOver.filter((one) => seen.has(one.officialId)).map((one) => absenceView(one, nameOf, today, lang, t)),
      earlier: earlier.map((one) => absenceView(one, nameOf, today, lang, t)),
      standing: [...now, ...standing],
      done,
    });
  }
}

const idOf = ({ id }: Official): string => id;
