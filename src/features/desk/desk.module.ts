import { Module } from '@nestjs/common';
import { QueueController } from './queue.controller';

/** The officials' desk: the queue and the case page. */
@Module({ controllers: [QueueController] })
export class DeskModule {}
