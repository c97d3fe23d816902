import { relative } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveAssets } from './assets';
import { buildEnvironments, type Environments } from './environment';
import { templatesFolder } from './root';
import { defaultLanguage, isLang, type Lang } from './words';

let shared: Environments | undefined;
const environments = (): Environments => (shared ??= buildEnvironments());

/**
 * Renders a template outside a request: letters (escaped) and mails (*.txt.njk, not escaped).
 * Templates are compiled once. Throws when the template does not exist or fails.
 */
export function renderText(template: string, lang: Lang, vars: object = {}): string {
  const kind = template.endsWith('.txt.njk') ? 'text' : 'html';
  return environments()[kind][lang].render(template, vars);
}

/** Makes res.render('feature/page.njk', …) work in the language of res.locals.lang, and serves /assets. */
export function configureViews(app: NestExpressApplication): void {
  app.setBaseViewsDir(templatesFolder);
  app.setViewEngine('njk');
  app.engine('njk', (file: string, vars: { lang?: unknown }, done: (error: unknown, page?: string) => void) => {
    const lang = isLang(vars.lang) ? vars.lang : defaultLanguage;
    environments().html[lang].render(relative(templatesFolder, file).replaceAll('\\', '/'), vars, (error, page) =>
      error ? done(error) : done(null, page ?? ''),
    );
  });
  // express looks for the file again on each render unless told to remember where it lies
  app.enable('view cache');
  serveAssets(app);
}
