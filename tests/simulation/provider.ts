import { type Mail, SendError, type Sms } from '../../shared/notices/channels.ts';
import { hours, type Instant } from '../../shared/time/instant.ts';
import type { Chance } from './scheduler.ts';
import type { FaultKind } from './setting.ts';

/** What a provider stands in. */
interface Surroundings {
  readonly now: Instant;
  readonly faults: boolean;
  strikes(kind: FaultKind, probability: number): boolean;
}

/** SES and SNS as they are when nothing goes well: busy, out of quota, paused, and refusing by every class of error. */
export class Provider {
  readonly mails: Mail[] = [];
  readonly texts: Sms[] = [];
  /** Messages that it will never take, by their tags: they end failed, and rightly. */
  readonly rejected = new Set<string>();
  readonly #around: Surroundings;
  readonly #chance: Chance;
  #quotaUntil = 0;
  #pausedUntil = 0;

  constructor(around: Surroundings, chance: Chance) {
    this.#around = around;
    this.#chance = chance;
  }

  mail(mail: Mail, copies = 1): void {
    if (this.#around.strikes('busy', 0.05)) throw new SendError('retry', 'Throttling');
    if (this.#around.strikes('quota', 0.01)) this.#quotaUntil = this.#around.now + hours(4);
    if (this.#around.faults && this.#around.now < this.#quotaUntil)
      throw new SendError('retry', 'LimitExceededException');
    this.#pause();
    const take = () => {
      for (let n = copies; n > 0; n--) this.mails.push(mail);
    };
    if (this.#around.strikes('refusals', 0.06)) this.#refuse(mail.tags.notice, take);
    take();
  }

  sms(sms: Sms): void {
    if (this.#around.strikes('busy', 0.05)) throw new SendError('retry', 'Throttled');
    this.#pause();
    const take = () => void this.texts.push(sms);
    if (this.#around.strikes('refusals', 0.06)) this.#refuse(sms.to, take);
    take();
  }

  #pause(): void {
    if (this.#around.strikes('pause', 0.03)) this.#pausedUntil = this.#around.now + hours(6);
    if (this.#around.faults && this.#around.now < this.#pausedUntil)
      throw new SendError('sender', 'AccountSendingPausedException', { everybody: true });
  }

  #refuse(of: string, take: () => void): never {
    switch (this.#chance.below(5)) {
      case 0:
        this.rejected.add(of);
        throw new SendError('recipient', 'MessageRejected');
      case 1:
        throw new SendError('sender', 'AccessDeniedException');
      case 2:
        throw new SendError('ours', 'ValidationError');
      case 3:
        throw new SendError('unknown', 'SomethingNewException');
      default:
        if (this.#chance.happens(0.5)) take();
        throw new SendError('unanswered', 'TimeoutError');
    }
  }
}
