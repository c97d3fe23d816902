import { Module } from '@nestjs/common';
import { AcknowledgeController } from './acknowledge.controller';
import { NoticesController } from './notices.controller';

/** The bell: what an official was told, and "I have it". */
@Module({ controllers: [NoticesController, AcknowledgeController] })
export class NoticesModule {}
