import { Controller, ForbiddenException, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { BULK_ACTS, type BulkAct, BulkActions, People, Transactions } from '../../../records';
import { asTyped, type FieldError, inWords, lineOf } from '../../../platform/casework';
import { type Clock, CLOCK } from '../../../platform/clock';
import { deskPaths } from '../../../platform/paths';
import { JobQueue } from '../../../platform/queue';
import { Allow, may } from '../../../platform/sign-in';
import { nameOf } from '../queue-view';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../../platform/web/request';
import { assignableBy, assignMove } from '../case/moves/assign';
import { noteMove } from '../case/moves/note';
import { bulkLines, progressView } from './bulk-view';
import { chosenLine, ChosenCases, MOST_CASES, readChoice } from './chosen';

const MOVES = { assign: assignMove, note: noteMove };
const EARLIER = 20;
const LISTED = 60;

/** Actions on many cases: chosen in the queue, confirmed here, done by the worker, looked at whenever one comes back. */
@Controller(deskPaths.bulk())
export class BulkController {
  constructor(
    private readonly chosen: ChosenCases,
    private readonly bulk: BulkActions,
    private readonly people: People,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The form for what was chosen; without anything chosen the official's own actions so far. */
  @Get()
  @Allow('case.assign', 'case.note')
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const act = BULK_ACTS.find((one) => one === req.query.do);
    if (act) return this.form(req, res, act, req.query, []);
    const official = req.official as SignedIn;
    const latest = await this.bulk.latest(this.transactions.reader, official.id, EARLIER);
    res.setHeader('Cache-Control', 'no-store');
    res.render('desk/bulk-list.njk', {
      actions: bulkLines(latest, languageOfPage(res)),
      breadcrumbs: crumbs(res, wordsOfPage(res)('bulk:title')),
    });
  }

  @Post()
  @Allow('case.assign', 'case.note')
  async begin(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const t = wordsOfPage(res);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const act = BULK_ACTS.find((one) => one === body.do);
    if (!act) throw new NotFoundException();
    if (req.staleForm)
      return this.form(req, res, act, body, [{ field: '', text: t('common:errors.staleForm'), href: '' }]);
    const move = MOVES[act];
    if (!may(official, move.action)) throw new ForbiddenException();
    const { problems } = move.read(body, []);
    if (problems.length > 0) return this.form(req, res, act, body, inWords(t, problems));
    const rows = await this.chosen.of(official, readChoice(body), languageOfPage(res), t);
    if (rows.length === 0)
      return this.form(req, res, act, body, [{ field: '', text: t('bulk:error.nothing'), href: '' }]);
    const facts = Object.fromEntries(
      move.fields.map((name) => [name, name === 'note' ? asTyped(body, name) : lineOf(body, name)]),
    );
    const { institutionId, id: officialId } = official;
    const items = rows.map(({ id, seen }) => ({ caseId: id, version: seen }));
    const id = await this.transactions.run((tx) =>
      this.bulk.begin(tx, { institutionId, officialId, act, facts }, items, this.clock.now()),
    );
    // Without Redis it waits in the database, and a worker finds it there.
    this.queue.add([{ name: 'bulk', data: { bulkId: id } }]).catch(() => undefined);
    res.redirect(303, deskPaths.bulkAction(id));
  }

  @Get(':id')
  @Allow('case.read')
  async progress(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const view = await this.view(id, req, res);
    res.setHeader('Cache-Control', 'no-store');
    res.render('desk/bulk-progress.njk', { ...view, breadcrumbs: crumbs(res, view.title) });
  }

  /** For the script of the page: the same in numbers and words. */
  @Get(':id/state')
  @Allow('case.read')
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { settled, total, finished, text } = await this.view(id, req, res);
    res.setHeader('Cache-Control', 'no-store');
    res.json({ settled, total, finished, text });
  }

  /** An official sees the own actions only. */
  private async view(id: string, req: PageRequest, res: Response): Promise<ReturnType<typeof progressView>> {
    const tx = this.transactions.reader;
    const action = await this.bulk.byId(tx, id);
    const official = req.official as SignedIn;
    if (!action || action.officialId !== official.id) throw new NotFoundException();
    const [progress, refused, officials, directorates] = await Promise.all([
      this.bulk.progress(tx, id),
      this.bulk.refused(tx, id),
      this.people.officials(tx, official.institutionId),
      this.people.directorates(tx, official.institutionId),
    ]);
    const lang = languageOfPage(res);
    const names = {
      person: officials.find((one) => one.id === action.facts.assignee)?.name ?? '',
      directorate: nameOf(
        directorates.find((one) => one.id === action.facts.directorate),
        lang,
      ),
    };
    return progressView(action, progress, refused, names, lang);
  }

  private async form(
    req: PageRequest,
    res: Response,
    act: BulkAct,
    given: Record<string, unknown>,
    errors: FieldError[],
  ): Promise<void> {
    const official = req.official as SignedIn;
    if (!may(official, MOVES[act].action)) throw new ForbiddenException();
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const choice = readChoice(given);
    const rows = await this.chosen.of(official, choice, lang, t);
    const tx = this.transactions.reader;
    const [officials, directorates] = await Promise.all([
      this.people.officials(tx, official.institutionId),
      this.people.directorates(tx, official.institutionId),
    ]);
    const { institutionId } = official;
    const assignable = rows.map((row) => assignableBy(official, { ...row, institutionId }));
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 ? 422 : 200).render('desk/bulk-form.njk', {
      act,
      errors,
      count: rows.length,
      most: MOST_CASES,
      whole: choice.list !== null,
      of: choice.list ?? '',
      lines: rows.slice(0, LISTED).map((row) => chosenLine(row, lang)),
      values: choice.list === null ? rows.map((row) => chosenLine(row, lang).value) : [],
      assignee: lineOf(given, 'assignee'),
      directorate: lineOf(given, 'directorate'),
      note: asTyped(given, 'note'),
      people: officials
        .filter((one) => assignable.some((by) => by.person(one)))
        .map((one) => ({ value: one.id, text: one.name })),
      directorates: directorates
        .filter((one) => assignable.some((by) => by.directorate(one)))
        .map((one) => ({ value: one.id, text: nameOf(one, lang) })),
      breadcrumbs: crumbs(res, t(`bulk:${act}.title`)),
    });
  }
}

const crumbs = (res: Response, text: string): object[] => [
  { text: wordsOfPage(res)('common:nav.queue'), href: deskPaths.queue() },
  { text },
];
