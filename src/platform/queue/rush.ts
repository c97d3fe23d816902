import { Injectable } from '@nestjs/common';

/**
 * Whether thousands of alarms are being planned or told in this process just now. Meanwhile mail goes out slowly: whoever
 * has to be told is known first, and a receipt that somebody waits for still leaves: after what is in hand, within seconds.
 */
@Injectable()
export class Rush {
  private works = 0;
  private readonly listeners: (() => void)[] = [];

  get isOn(): boolean {
    return this.works > 0;
  }

  /** Does some of the work of a rush. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.works += 1;
    try {
      return await work();
    } finally {
      this.works -= 1;
      if (this.works === 0) for (const listener of this.listeners) listener();
    }
  }

  /** Who is told when a rush is over. */
  onOver(listener: () => void): void {
    this.listeners.push(listener);
  }
}
