import { Module } from '@nestjs/common';
import { DeadlineController } from './deadline.controller';
import { LawPageController } from './law-page.controller';

/** What the law says: every deadline with its source, and a calculator in the words of a citizen. */
@Module({ controllers: [LawPageController, DeadlineController] })
export class LawPageModule {}
