import { describe, expect, it } from 'vitest';
import { type Admission, type Mail, type Mailer, SendError } from '../../shared/notices/channels.ts';
import { gatedMailer } from '../../shared/notices/gate.ts';
import { type Instant, minutes, plus } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';

/** Eight processes, as Lambda gives each invocation one: they share nothing but the table. */
function instances(provider: Mailer['send']) {
  const heads = new MemoryHeadStore();
  let now: Instant = on('Mon 08:00');
  const ports = { heads, clock: () => now, chance: () => 0.5 };
  const mailers = Array.from({ length: 8 }, () =>
    gatedMailer(ports, { send: provider }, 'orders@veghe.example'),
  );
  return {
    mailers,
    wait: (by: ReturnType<typeof minutes>) => void (now = plus(now, by)),
    admitAll: () =>
      Promise.all(mailers.map((mailer) => mailer.admit?.('electrosmart') as Promise<Admission>)),
  };
}
const mail = (to: string): Mail => ({
  to,
  fromName: 'ElectroSmart',
  subject: 's',
  html: 'h',
  text: 't',
  tags: { store: 'electrosmart', notice: 'n' },
});
const paused = () => new SendError('sender', 'AccountSendingPausedException', { everybody: true });

describe('the circuit of a sender, seen by eight instances', () => {
  it('is open for all of them from the first refusal of the account', async () => {
    const { mailers, admitAll } = instances(() => Promise.reject(paused()));
    await expect(mailers[0]!.send(mail('a@client.example'))).rejects.toThrow();
    expect((await admitAll()).filter(({ goes }) => goes)).toEqual([]);
  });

  it('gives one of them the probe of a minute, however many ask at once', async () => {
    const { mailers, admitAll, wait } = instances(() => Promise.reject(paused()));
    await expect(mailers[0]!.send(mail('a@client.example'))).rejects.toThrow();
    for (let minute = 0; minute < 3; minute++) {
      wait(minutes(1));
      const admitted = [...(await admitAll()), ...(await admitAll())];
      expect(admitted.filter(({ goes }) => goes)).toHaveLength(1);
    }
  });

  it('closes for all of them with the first message that is taken', async () => {
    let taken = false;
    const { mailers, admitAll, wait } = instances(() =>
      taken ? Promise.resolve() : Promise.reject(paused()),
    );
    await expect(mailers[0]!.send(mail('a@client.example'))).rejects.toThrow();
    wait(minutes(1));
    taken = true;
    const admitted = await admitAll();
    const prober = admitted.findIndex(({ goes }) => goes);
    await mailers[prober]!.send(mail('b@client.example'), admitted[prober]);
    expect((await admitAll()).every(({ goes }) => goes)).toBe(true);
  });

  it('counts different recipients over all of them: three refused for want of rights open it', async () => {
    const { mailers, admitAll } = instances(() => Promise.reject(new SendError('sender', 'AccessDenied')));
    const refused = async (n: number, to: string) =>
      expect(mailers[n]!.send(mail(to))).rejects.toThrow('AccessDenied');
    await refused(0, 'a@client.example');
    await refused(1, 'a@client.example');
    await refused(2, 'b@client.example');
    expect((await admitAll()).every(({ goes }) => goes)).toBe(true);
    await refused(3, 'c@client.example');
    expect((await admitAll()).filter(({ goes }) => goes)).toEqual([]);
  });
});
