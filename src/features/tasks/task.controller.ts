import { Controller, Get, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Looks } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { FileKeeper, sendFile } from '../../platform/files';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import type { PageRequest } from '../../platform/web/request';
import { Notices, Papers, Transactions } from '../../records';
import { TaskPages } from './task-pages';
import { TaskWork } from './task-work';

/** One task, with its files; whoever opens it has read what the bell says of it. */
@Controller(deskPaths.tasks())
@Allow('tasks', 'case.read')
export class TaskController {
  constructor(
    private readonly work: TaskWork,
    private readonly pages: TaskPages,
    private readonly papers: Papers,
    private readonly looks: Looks,
    private readonly notices: Notices,
    private readonly keeper: FileKeeper,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id')
  async page(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const found = await this.work.find(official, id);
    await this.looks.opened(req, found.row);
    if (res.locals.bell > 0) {
      await this.transactions.run((tx) => this.notices.readOfCase(tx, official.id, found.row.id, this.clock.now()));
      res.locals.bell = await this.notices.unread(this.transactions.reader, official.id);
    }
    await this.pages.show(req, res, found);
  }

  @Get(':id/files/:fileId')
  async file(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const { task, row } = await this.work.find(req.official!, id);
    if (![...task.fileIds, ...task.answerFileIds].includes(fileId)) throw new NotFoundException();
    const [file] = await this.papers.filesByIds(this.transactions.reader, row.institutionId, [fileId]);
    if (!file) throw new NotFoundException();
    await this.looks.opened(req, row);
    await sendFile(res, this.keeper, file);
  }
}
