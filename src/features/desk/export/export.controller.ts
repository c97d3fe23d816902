import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { localDateOf } from '../../../core/law';
import { LongActionRuns } from '../../../platform/long-actions';
import { deskPaths } from '../../../platform/paths';
import { Allow } from '../../../platform/sign-in';
import { formatDateTime, formatNumber, type Lang, type Words } from '../../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../../platform/web/request';
import type { LongAction } from '../../../records';
import { factsOf, ListExports, listOf, resultOf } from './list-exports';

const SHOWN = 10;

/** Lists of the queue as files for a spreadsheet: asked for here, written by the worker. */
@Controller()
@Allow('case.read')
export class ExportController {
  constructor(
    private readonly exports: ListExports,
    private readonly runs: LongActionRuns,
  ) {}

  @Get(deskPaths.exports())
  page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const list = listOf(new URLSearchParams(req.url.replace(/^[^?]*\??/, '')).toString());
    return this.show(req, res, list, []);
  }

  @Post(deskPaths.exports())
  async begin(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { of } = (req.body ?? {}) as Record<string, unknown>;
    const list = listOf(typeof of === 'string' ? of : '');
    const stale = [{ field: '', text: wordsOfPage(res)('common:errors.staleForm'), href: '' }];
    if (req.staleForm) return this.show(req, res, list, stale);
    res.redirect(303, deskPaths.exportRun(await this.exports.begin(req.official as SignedIn, list)));
  }

  @Get(deskPaths.exportRun(':id'))
  async run(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const action = await this.find(req, id);
    res.setHeader('Cache-Control', 'no-store');
    res.render('export/run.njk', await this.view(action, languageOfPage(res), wordsOfPage(res)));
  }

  /** For the script of the page: the same in numbers and words. */
  @Get(deskPaths.exportRun(':id', '/state'))
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const action = await this.find(req, id);
    const { settled, total, finished, text } = await this.view(action, languageOfPage(res), wordsOfPage(res));
    res.setHeader('Cache-Control', 'no-store');
    res.json({ settled, total, finished, text });
  }

  @Get(deskPaths.exportRun(':id', '/file'))
  async file(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const action = await this.find(req, id);
    const file = action.finishedAt ? await this.exports.fileOf(action) : null;
    if (!file) throw new NotFoundException();
    res.setHeader('Cache-Control', 'no-store');
    res.attachment(`${wordsOfPage(res)('export:fileName')}-${localDateOf(action.createdAt)}.csv`);
    res.type('text/csv; charset=utf-8');
    await pipeline(createReadStream(file), res);
  }

  private async find(req: PageRequest, id: string): Promise<LongAction> {
    const found = await this.exports.find(req.official as SignedIn, id);
    if (!found) throw new NotFoundException();
    return found;
  }

  private async view(action: LongAction, lang: Lang, t: Words) {
    const [result, progress] = [resultOf(action), await this.runs.progress(action)];
    const said = progress && { done: formatNumber(progress.done, lang), total: formatNumber(progress.total, lang) };
    const running = said ? t('export:run.written', said) : t('export:run.waiting');
    const file = result && 'cases' in result ? await this.exports.fileOf(action) : null;
    return {
      id: action.id,
      began: formatDateTime(action.createdAt, lang),
      listHref: addressOf(factsOf(action).list),
      stateHref: deskPaths.exportRun(action.id, '/state'),
      settled: progress?.done ?? 0,
      total: progress?.total ?? 1,
      finished: result !== null,
      good: file !== null,
      fileHref: file ? deskPaths.exportRun(action.id, '/file') : null,
      text: result ? this.endOf(action, file !== null, t) : running,
    };
  }

  private endOf(action: LongAction, isThere: boolean, t: Words): string {
    const result = resultOf(action);
    if (!result || 'broken' in result) return t(`export:run.broken.${result?.broken ?? 'failed'}`);
    return isThere ? t('export:run.done', { count: result.cases }) : t('export:run.gone');
  }

  private async show(req: PageRequest, res: Response, list: string, errors: object[]): Promise<void> {
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const mine = (await this.exports.mine(req.official as SignedIn)).slice(0, SHOWN);
    const earlier = await Promise.all(
      mine.map(async (action) => ({
        href: deskPaths.exportRun(action.id),
        began: formatDateTime(action.createdAt, lang, 'short'),
        state: action.finishedAt ? (await this.view(action, lang, t)).text : t('export:run.underWay'),
      })),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 ? 422 : 200);
    const mayExport = (req.official as SignedIn).role !== 'auditor';
    res.render('export/page.njk', { list, listHref: addressOf(list), errors, earlier, mayExport });
  }
}

const addressOf = (list: string): string => (list ? `${deskPaths.queue()}?${list}` : deskPaths.queue());
