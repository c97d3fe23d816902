import { Module } from '@nestjs/common';
import { FeedController } from './feed.controller';
import { FeedLinks } from './feed-links';
import { FeedReader } from './feed-reader';
import { LinkController } from './link.controller';

/** The deadlines of an official in the calendar program that they use anyway. */
@Module({ controllers: [FeedController, LinkController], providers: [FeedLinks, FeedReader] })
export class CalendarFeedModule {}
