import { Controller, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Desk, isDuplicate, type OwnDesk, Queue, Transactions } from '../../records';
import { lineOf, manyOf } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import type { Words } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { queueChoices } from './queue-choices';
import { COLUMNS, readColumns } from './queue-columns';
import { queueText, readQueueQuery } from './queue-query';

const NAME_LIMIT = 60;
const QUERY_LIMIT = 1_000;
const DONE = ['saved', 'removed', 'kept'];

interface Shown {
  of?: string | undefined;
  name?: string;
  settings?: OwnDesk['settings'];
  problem?: { field: string; code: string };
  stale?: boolean;
}

/** What an official makes of the queue: saved views, the columns of their choice, whether single keys work. */
@Controller()
@Allow('account')
export class OwnDeskController {
  constructor(
    private readonly desk: Desk,
    private readonly queue: Queue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(deskPaths.ownDesk())
  page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.show(req, res, { of: typeof req.query.of === 'string' ? req.query.of : undefined });
  }

  @Post(deskPaths.ownViews())
  async save(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const [name, of] = [lineOf(body, 'name'), listOf(lineOf(body, 'of'))];
    const refuse = (field: string, code: string): Promise<void> =>
      this.show(req, res, { of, name, problem: { field, code } });
    if (req.staleForm) return this.show(req, res, { of, name, stale: true });
    if (name === '') return refuse('name', 'name');
    if (name.length > NAME_LIMIT) return refuse('name', 'long');
    if (of.length > QUERY_LIMIT) return refuse('name', 'list');
    const { id } = req.official as SignedIn;
    const view = { name, query: of };
    const done = await this.transactions
      .run((tx) => this.desk.saveView(tx, id, view, this.clock.now()))
      .catch((error: unknown) => {
        // Saved in another window at the same moment.
        if (isDuplicate(error)) return 'taken' as const;
        throw error;
      });
    if (done !== 'saved') return refuse('name', done);
    res.redirect(303, `${deskPaths.ownDesk()}?done=saved`);
  }

  @Post(deskPaths.ownViewRemove(':id'))
  async remove(@Param('id') viewId: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { id } = req.official as SignedIn;
    if (req.staleForm) return this.show(req, res, { stale: true });
    if (!(await this.transactions.run((tx) => this.desk.removeView(tx, id, viewId)))) throw new NotFoundException();
    res.redirect(303, `${deskPaths.ownDesk()}?done=removed`);
  }

  @Post(deskPaths.ownDesk())
  async keep(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const columns = COLUMNS.filter((one) => manyOf(body, 'columns').includes(one));
    const settings = { columns: columns.join(' '), shortcuts: body.shortcuts === '1' };
    if (req.staleForm) return this.show(req, res, { settings, stale: true });
    if (columns.length === 0) return this.show(req, res, { settings, problem: { field: 'columns', code: 'columns' } });
    const { id } = req.official as SignedIn;
    await this.transactions.run((tx) => this.desk.keepSettings(tx, id, settings));
    res.redirect(303, `${deskPaths.ownDesk()}?done=kept`);
  }

  private async show(req: PageRequest, res: Response, shown: Shown): Promise<void> {
    const t = wordsOfPage(res);
    const own = await this.desk.of(this.transactions.reader, (req.official as SignedIn).id);
    const settings = shown.settings ?? own.settings;
    const chosen = shown.settings ? settings.columns.split(' ') : readColumns(settings.columns);
    const errors = errorsOf(shown, t);
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 ? 422 : 200).render('desk/own.njk', {
      errors,
      done: DONE.find((one) => one === req.query.done),
      of: shown.of === undefined ? null : listOf(shown.of),
      list: shown.of === undefined ? [] : await this.inWords(req, res, shown.of),
      name: shown.name ?? '',
      views: own.views.map(({ id, name, query }) => ({
        name,
        href: query === '' ? deskPaths.queue() : `${deskPaths.queue()}?${query}`,
        remove: deskPaths.ownViewRemove(id),
      })),
      columns: COLUMNS.map((value) => ({ value, text: t(`queue:column.${value}`), checked: chosen.includes(value) })),
      shortcuts: settings.shortcuts,
      breadcrumbs: [{ text: t('common:nav.queue'), href: deskPaths.queue() }, { text: t('queue:own.title') }],
    });
  }

  /** What a list asks for, as its filters say it. */
  private async inWords(req: PageRequest, res: Response, of: string): Promise<{ key: string; text: string }[]> {
    const t = wordsOfPage(res);
    const query = readQueueQuery(Object.fromEntries(new URLSearchParams(of)));
    const names = await this.queue.names(this.transactions.reader, (req.official as SignedIn).institutionId);
    const choices = queueChoices(query, names, languageOfPage(res), t, true);
    const chosen = Object.entries(choices).flatMap(([name, options]) =>
      options
        .filter(({ selected, value }) => selected && value !== '')
        .map(({ text }) => ({ key: t(`queue:column.${name}`), text })),
    );
    const columns = query.columns?.map((one) => t(`queue:column.${one}`)).join(', ');
    return [
      ...chosen,
      ...(query.text ? [{ key: t('queue:text'), text: query.text }] : []),
      ...(query.sort
        ? [{ key: t('queue:own.order'), text: t(`queue:sorted.${query.sort}${query.order === 'desc' ? 'Down' : ''}`) }]
        : []),
      ...(columns ? [{ key: t('queue:own.columns'), text: columns }] : []),
    ];
  }
}

/** Only what an address of the queue can mean. */
const listOf = (text: string): string =>
  queueText(readQueueQuery(Object.fromEntries(new URLSearchParams(text.replace(/^.*\?/, '')))));

function errorsOf({ problem, stale }: Shown, t: Words): { field: string; text: string; href: string }[] {
  if (stale) return [{ field: '', text: t('common:errors.staleForm'), href: '' }];
  return problem
    ? [{ field: problem.field, text: t(`queue:own.error.${problem.code}`), href: `#${problem.field}` }]
    : [];
}
