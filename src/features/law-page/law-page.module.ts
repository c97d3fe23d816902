import { Module } from '@nestjs/common';
import { LawPageController } from './law-page.controller';

@Module({ controllers: [LawPageController] })
export class LawPageModule {}
