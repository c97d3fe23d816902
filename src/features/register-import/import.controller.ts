import { readFile } from 'node:fs/promises';
import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { deskPaths } from '../../platform/paths';
import { LongActionRuns } from '../../platform/long-actions';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { Imports, type LongAction, People, Transactions } from '../../records';
import { LIMITS } from './columns';
import { columnsTable, earlierTable, problemsView, reasonOf, trialView } from './import-page';
import { AT_ONCE_BYTES, ImportRuns } from './import-runs';
import { runLine, runView } from './run-page';
import { type ImportResult, RegisterImports } from './register-imports';

const EARLIER_SHOWN = 20;
const RUNS_SHOWN = 5;

/** Brings a register that was kept elsewhere into the house. */
@Controller(deskPaths.import())
@Allow('import')
export class ImportController {
  constructor(
    private readonly registerImports: RegisterImports,
    private readonly files: ImportRuns,
    private readonly runs: LongActionRuns,
    private readonly imports: Imports,
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.show(req, res, {});
  }

  @Post()
  async take(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const t = wordsOfPage(res);
    const problem = uploadProblem(req, res);
    const [file] = req.files ?? [];
    if (problem || !file) return this.show(req, res, { fileError: problem ?? reasonOf({ code: 'no-file' }, t) });
    const { id, institutionId } = req.official as SignedIn;
    const dryRun = (req.body as Record<string, unknown>).act !== 'take';
    if (file.size > AT_ONCE_BYTES) {
      const runId = await this.files.begin(institutionId, id, { fileName: file.originalname, dryRun }, file.path);
      return res.redirect(303, deskPaths.importRun(runId));
    }
    const bytes = await readFile(file.path);
    const upload = { name: file.originalname, bytes };
    const result = await this.registerImports.run(institutionId, upload, { kind: 'official', id }, { dryRun });
    if (dryRun || result.problems.length > 0) return this.show(req, res, { result, dryRun });
    const told = result.done ? `done=${result.done.id}` : `unchanged=${result.unchanged}`;
    res.redirect(303, `${deskPaths.import()}?${told}`);
  }

  /** A long file: how far it is, and what came of it. */
  @Get(':id')
  async run(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const action = await this.find(req, id);
    const officials = await this.people.officials(this.transactions.reader, action.institutionId);
    const by = officials.find((one) => one.id === action.officialId)?.name ?? '';
    const progress = await this.runs.progress(action);
    const view = runView(action, progress, by, wordsOfPage(res), languageOfPage(res));
    res.setHeader('Cache-Control', 'no-store');
    res.render('register-import/run.njk', view);
  }

  /** For the script of the page: the same in numbers and words. */
  @Get(':id/state')
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const action = await this.find(req, id);
    const progress = await this.runs.progress(action);
    const { settled, total, finished, text } = runView(action, progress, '', wordsOfPage(res), languageOfPage(res));
    res.setHeader('Cache-Control', 'no-store');
    res.json({ settled, total, finished, text });
  }

  private async find(req: PageRequest, id: string): Promise<LongAction> {
    const found = await this.runs.find((req.official as SignedIn).institutionId, 'import', id);
    if (!found) throw new NotFoundException();
    return found;
  }

  private async show(
    req: PageRequest,
    res: Response,
    { fileError, result, dryRun = false }: { fileError?: string; result?: ImportResult; dryRun?: boolean },
  ): Promise<void> {
    const t = wordsOfPage(res);
    const lang = languageOfPage(res);
    const { institutionId } = req.official as SignedIn;
    const earlier = await this.imports.latest(this.transactions.reader, institutionId, EARLIER_SHOWN);
    const officials = await this.people.officials(this.transactions.reader, institutionId);
    const runs = await this.runs.latest(institutionId, 'import', RUNS_SHOWN);
    const found = result?.problems.length ?? 0;
    const text = fileError ?? (found > 0 ? t('import:refused.summary', { count: found }) : null);
    const errors = text === null ? [] : [{ field: 'file', text, href: '#file' }];
    const done = earlier.find(({ id }) => id === req.query.done);
    const unchanged = Number(req.query.unchanged);
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 ? 422 : 200).render('register-import/import.njk', {
      errors,
      problems: result && found > 0 ? problemsView(result.problems, found, t) : null,
      trial: result && dryRun && result.rows > 0 ? trialView(result, t, lang) : null,
      done: done ? t('import:done', { count: done.added }) : null,
      unchanged: Number.isInteger(unchanged) && unchanged > 0 ? t('import:unchanged', { count: unchanged }) : null,
      columns: columnsTable(t),
      runs: runs.map((one) => runLine(one, t, lang)),
      earlier: earlierTable(earlier, officials, t, lang),
    });
  }
}

/** What went wrong before the file could be looked at, in words. */
function uploadProblem(req: PageRequest, res: Response): string | null {
  const t = wordsOfPage(res);
  const tooLarge = reasonOf({ code: 'too-large', vars: { most: LIMITS.bytes / 1024 / 1024 } }, t);
  if (req.staleForm) return t('import:stale');
  if (req.uploadProblem === 'too-large') return tooLarge;
  if (req.uploadProblem) return t(`import:upload.${req.uploadProblem}`);
  if ((req.files ?? []).length > 1) return t('import:upload.too-many');
  return (req.files?.[0]?.size ?? 0) > LIMITS.bytes ? tooLarge : null;
}
