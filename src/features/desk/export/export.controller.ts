import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { localDateOf } from '../../../core/law';
import { LongActionRuns, runView, showRun, tellRun } from '../../../platform/long-actions';
import { deskPaths } from '../../../platform/paths';
import { Allow } from '../../../platform/sign-in';
import { formatDateTime, type Lang, type Words } from '../../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../../platform/web/request';
import type { LongAction } from '../../../records';
import { type ExportResult, factsOf, ListExports, listOf, resultOf } from './list-exports';

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
    showRun(res, 'export/run.njk', await this.view(action, languageOfPage(res), wordsOfPage(res)));
  }

  /** For the script of the page: the same in numbers and words. */
  @Get(deskPaths.exportRun(':id', '/state'))
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const action = await this.find(req, id);
    tellRun(res, await this.view(action, languageOfPage(res), wordsOfPage(res)));
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
    const result = resultOf(action);
    const file = result && 'cases' in result ? await this.exports.fileOf(action) : null;
    const run = {
      progress: await this.runs.progress(action),
      end: result && { good: file !== null, text: endOf(result, file !== null, t) },
      stateHref: deskPaths.exportRun(action.id, '/state'),
      said: { far: 'export:run.written', waiting: 'export:run.waiting' },
    };
    return {
      ...runView(action, run, lang, t),
      listHref: addressOf(factsOf(action).list),
      fileHref: file && deskPaths.exportRun(action.id, '/file'),
    };
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

function endOf(result: ExportResult, isThere: boolean, t: Words): string {
  if ('broken' in result) return t(`export:run.broken.${result.broken}`);
  return isThere ? t('export:run.done', { count: result.cases }) : t('export:run.gone');
}

const addressOf = (list: string): string => (list ? `${deskPaths.queue()}?${list}` : deskPaths.queue());
