import { Module } from '@nestjs/common';
import { WebhookProcessor } from './webhook.processor';
import { WebhookSender } from './webhook-sender';

/** Delivers to other systems: for the worker. */
@Module({ providers: [WebhookSender, WebhookProcessor], exports: [WebhookSender] })
export class WebhooksWorkerModule {}
