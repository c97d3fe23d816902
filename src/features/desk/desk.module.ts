import { Module } from '@nestjs/common';
import { CASE_CONTROLLERS, CASE_PROVIDERS } from './case';
import { OwnDeskController } from './own-desk.controller';
import { QueueController } from './queue.controller';

/** The officials' desk: the queue and the case page. */
@Module({ controllers: [QueueController, OwnDeskController, ...CASE_CONTROLLERS], providers: CASE_PROVIDERS })
export class DeskModule {}
