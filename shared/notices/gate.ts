import { change } from '../kernel/commit.ts';
import type { HeadStore } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { plus } from '../time/instant.ts';
import { type Admission, goes, type Mailer, SendError, sendErrorOf, type Texter } from './channels.ts';
import {
  type Circuit,
  circuitAggregate,
  type CircuitEvent,
  circuitKey,
  probe,
  probeEvery,
  refusedSender,
  tookMessage,
  waitsUntil,
} from './circuit.ts';

export interface GatePorts {
  readonly heads: HeadStore;
  readonly clock: Clock;
  /** Chance, from 0 to 1. */
  readonly chance: () => number;
  /** Told each time it is found that nothing is taken: what rings for the operator of the deployment. */
  readonly stopped?: (channel: 'email' | 'sms', why: string) => void;
  /** Told whose messages wait, and since when: what that shop's staff hear. */
  readonly waiting?: (
    store: string,
    channel: 'email' | 'sms',
    open: { readonly since: Instant; readonly why: string },
  ) => Promise<void>;
}

const system = { actor: 'system' };

/** The circuit of one channel and sending identity. It lies in the state table, so that all instances see one. */
class Gate {
  readonly #ports: GatePorts;
  readonly #channel: 'email' | 'sms';
  readonly #key: ReturnType<typeof circuitKey>;

  constructor(ports: GatePorts, channel: 'email' | 'sms', identity: string) {
    this.#ports = ports;
    this.#channel = channel;
    this.#key = circuitKey(channel, identity);
  }

  /** While it is open: the probe, or until when the message waits. */
  async admit(store: string): Promise<Admission> {
    const { heads, clock, chance } = this.#ports;
    const circuit = (await heads.load<Circuit>(this.#key))?.state;
    if (circuit?.status !== 'open') return goes;
    await this.#ports.waiting?.(store, this.#channel, circuit);
    const asked = await change(this.#ports, circuitAggregate, this.#key, system, {
      decide: (head, at) => probe(head?.state, at),
    });
    // Nobody was refused the probe, so nobody else has it; or the circuit was closed meanwhile.
    if (asked.done) return { goes: true, probe: asked.outcome === 'probe' };
    return { goes: false, until: waitsUntil(circuit.since, clock(), chance()) };
  }

  /** Sends, and tells the circuit how it went. */
  async pass(recipient: string, admitted: Admission, send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (error) {
      throw await this.#after(sendErrorOf(error), recipient, admitted);
    }
    // It has left: that the circuit could not be told is no reason to say otherwise.
    await this.#tell((circuit, at) => tookMessage(circuit, at)).catch(() => undefined);
  }

  /** What the caller hears: an error that costs no attempt where the circuit is open, or where this was its probe. */
  async #after(error: SendError, recipient: string, admitted: Admission): Promise<SendError> {
    const { of, message, everybody } = error;
    const probed = admitted.goes && admitted.probe;
    const waits = plus(this.#ports.clock(), probeEvery);
    if (of !== 'sender')
      return probed && of !== 'recipient' ? new SendError(of, message, { everybody, waits }) : error;
    const hash = digest(recipient.toLowerCase(), 16);
    // Where the circuit cannot be told, the message is refused all the same.
    const told = await this.#tell((circuit, at) =>
      refusedSender(circuit, { recipient: hash, why: message, everybody }, at),
    ).catch(() => undefined);
    if (told?.status !== 'open' && !probed && !everybody) return error;
    this.#ports.stopped?.(this.#channel, message);
    return new SendError(of, message, { everybody, waits });
  }

  async #tell(
    decide: (circuit: Circuit | undefined, at: Instant) => ReturnType<typeof tookMessage>,
  ): Promise<Circuit | undefined> {
    const before = await this.#ports.heads.load<Circuit>(this.#key);
    const decided = decide(before?.state, this.#ports.clock());
    if ('refused' in decided || decided.accepted.length === 0) return before?.state;
    const done = await change<Circuit, CircuitEvent, never>(
      this.#ports,
      circuitAggregate,
      this.#key,
      system,
      { decide: (head, at) => decide(head?.state, at) },
    );
    return done.done ? done.state : undefined;
  }
}

/** A mailer behind the circuit of its sender's address. */
export function gatedMailer(ports: GatePorts, mailer: Mailer, from: string): Mailer {
  const gate = new Gate(ports, 'email', from);
  return {
    admit: (store) => gate.admit(store),
    send: (mail, admitted = goes) => gate.pass(mail.to, admitted, () => mailer.send(mail)),
  };
}

/** A texter behind the circuit of the account: SMS have no other sender. */
export function gatedTexter(ports: GatePorts, texter: Texter): Texter {
  const gate = new Gate(ports, 'sms', 'account');
  return {
    admit: (store) => gate.admit(store),
    send: (sms, admitted = goes) => gate.pass(sms.to, admitted, () => texter.send(sms)),
  };
}
