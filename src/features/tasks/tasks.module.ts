import { Module } from '@nestjs/common';
import { TaskController } from './task.controller';
import { TaskMovesController } from './task-moves.controller';
import { TaskPages } from './task-pages';
import { TaskWork } from './task-work';
import { TasksController } from './tasks.controller';

/** What directorates are asked for: their list, one task, and what they answer. */
@Module({ controllers: [TasksController, TaskController, TaskMovesController], providers: [TaskPages, TaskWork] })
export class TasksModule {}
