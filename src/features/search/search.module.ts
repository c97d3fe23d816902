import { Module } from '@nestjs/common';
import { SearchController } from './search.controller';

/** The search over all cases that an official sees. */
@Module({ controllers: [SearchController] })
export class SearchModule {}
