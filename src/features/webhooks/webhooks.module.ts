import { Module } from '@nestjs/common';
import { WebhookController } from './webhook.controller';
import { WebhookService } from './webhook.service';

/** The page on which an administrator says which other system is told what happens. */
@Module({ controllers: [WebhookController], providers: [WebhookService] })
export class WebhooksModule {}
