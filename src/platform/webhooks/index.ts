export { type UrlProblem, urlProblem } from './check-url';
export { newSecret } from './signature';
export { type Delivered, WebhookSender } from './webhook-sender';
export { WebhooksWorkerModule } from './webhooks.module';
