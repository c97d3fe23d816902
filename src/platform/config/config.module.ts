import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config';

/** Injection token of the {@link Config}: `@Inject(CONFIG) private readonly config: Config`. */
export const CONFIG = Symbol('CONFIG');

/** Hands the settings, already read and checked, to everything in the process. */
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
