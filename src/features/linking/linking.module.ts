import { Module } from '@nestjs/common';
import { Linker } from './linker';
import { LinkingController } from './linking.controller';
import { TogetherController } from './together.controller';

/** Cases that belong together: linked, merged, answered in one go. */
@Module({ controllers: [LinkingController, TogetherController], providers: [Linker] })
export class LinkingModule {}
