import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { quietLogger } from './platform/logging';
import { configureViews } from './platform/views';
import { mountPipeline } from './platform/web/pipeline';
import { type WebParts, WebModule } from './web.module';

/** The web application, ready to listen: pipeline, views, pages. */
export async function createWebApp(parts: WebParts): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(WebModule.forRoot(parts), {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: true,
  });
  app.useLogger(quietLogger(app));
  mountPipeline(app, parts.config);
  configureViews(app);
  return app;
}
