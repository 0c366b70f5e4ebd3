import { isReserved } from '../access/principal.ts';
import { policyFaults } from '../amendments/policy-faults.ts';
import { days, parseDuration } from '../time/instant.ts';
import { calendarFaults, capacityFaults, limitFaults } from './calendar-faults.ts';
import type { Profile } from './profile.ts';
import { textFaults } from './texts.ts';
import { clockOf } from './stage-clock.ts';
import { type Fault, Workflow } from './workflow.ts';

/**
 * What the fields alone cannot say: the profile is checked whole, every fault with its path, before it takes
 * effect. A shop never runs on half a profile.
 */
export function faultsOf(profile: Profile): Fault[] {
  const flow = new Workflow(profile);
  const clocks = profile.stages.map((stage) => clockOf(profile, stage, flow));
  return [
    ...stageFaults(profile),
    ...calendarFaults(profile.calendar, profile.timeZone, 'calendar'),
    ...limitFaults(profile, clocks),
    ...capacityFaults(profile),
    ...checklistFaults(profile),
    ...playbookFaults(profile),
    ...peopleFaults(profile),
    ...(length(profile.refunds.within) > days(14)
      ? [{ path: 'refunds.within', message: 'the law gives 14 days at the most' }]
      : []),
    ...textFaults(profile.texts, flow.names, 'texts'),
    ...carrierFaults(profile),
    ...policyFaults(profile),
  ];
}

function stageFaults(profile: Profile): Fault[] {
  const faults: Fault[] = [];
  const flow = new Workflow(profile);
  const { stages } = profile;
  const ends = stages.filter((stage) => stage.next.length === 0);
  if (ends.length === 0)
    faults.push({ path: 'stages', message: 'no stage is an end: at least one must have no next' });
  stages.forEach((stage, at) => {
    const path = `stages.${String(at)}`;
    if (stages.findIndex(({ name }) => name === stage.name) !== at)
      faults.push({ path: `${path}.name`, message: `there are two stages named ${stage.name}` });
    stage.next.forEach((name, i) => {
      if (!flow.stage(name))
        faults.push({ path: `${path}.next.${String(i)}`, message: `there is no stage ${name}` });
      if (name === stage.name)
        faults.push({ path: `${path}.next.${String(i)}`, message: 'a stage cannot follow itself' });
    });
    if (at > 0 && !stage.retired && !flow.leadsTo(flow.initial, stage.name))
      faults.push({ path: `${path}.name`, message: `no order can reach ${stage.name} from ${flow.initial}` });
    if (stage.next.length === 0) {
      if (stage.limit !== undefined)
        faults.push({ path: `${path}.limit`, message: 'an end has no limit: nothing stalls there' });
      return;
    }
    if (ends.length > 0 && !ends.some((end) => flow.leadsTo(stage.name, end.name)))
      faults.push({ path: `${path}.next`, message: `from ${stage.name} no end can be reached` });
    if (stage.limit === undefined)
      faults.push({
        path: `${path}.limit`,
        message: 'a limit is missing: without one an order could lie here for ever',
      });
    else if (stage.warning !== undefined && length(stage.warning) >= length(stage.limit))
      faults.push({ path: `${path}.warning`, message: 'the warning must come before the limit' });
    if (stage.usual && length(stage.usual.p50) >= length(stage.usual.p90))
      faults.push({ path: `${path}.usual.p90`, message: 'p90 must be longer than p50' });
  });
  if (stages[0]?.retired)
    faults.push({
      path: 'stages.0.retired',
      message: 'the first stage cannot be retired: every order enters it',
    });
  return faults;
}

function checklistFaults({ stages, staff }: Profile): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  stages.forEach((stage, at) => {
    const path = `stages.${String(at)}.checklist`;
    if (stage.next.length === 0 && stage.checklist.length > 0)
      faults.push({ path, message: 'an end has no checklist: nothing leaves it' });
    stage.checklist.forEach(({ id, role }, i) => {
      if (seen.has(id))
        faults.push({ path: `${path}.${String(i)}.id`, message: `there are two checklist items ${id}` });
      seen.add(id);
      // Whoever has no staff in the profile reads the shop's topic.
      if (role !== 'operator' && !staff.some(({ roles }) => roles.includes(role)))
        faults.push({ path: `${path}.${String(i)}.role`, message: `nobody in staff fills the role ${role}` });
    });
  });
  return faults;
}

function playbookFaults({ playbook, stages, staff }: Profile): Fault[] {
  return playbook.flatMap(({ stage, role }, at) => {
    const path = `playbook.${String(at)}`;
    return [
      ...(stage === undefined || stages.some(({ name }) => name === stage)
        ? []
        : [{ path: `${path}.stage`, message: `there is no stage ${stage}` }]),
      ...(staff.length === 0 || staff.some(({ roles }) => roles.includes(role))
        ? []
        : [{ path: `${path}.role`, message: `nobody in staff fills the role ${role}` }]),
    ];
  });
}

function peopleFaults(profile: Profile): Fault[] {
  const faults: Fault[] = [];
  profile.staff.forEach((person, at) => {
    const path = `staff.${String(at)}`;
    if (profile.staff.findIndex(({ id }) => id === person.id) !== at)
      faults.push({ path: `${path}.id`, message: `there are two people with the id ${person.id}` });
    if (isReserved(person.id))
      faults.push({ path: `${path}.id`, message: `${person.id} is an actor of the system itself` });
    if (person.email === undefined && person.phone === undefined)
      faults.push({ path, message: `${person.name} can be told nothing: an e-mail or a phone is needed` });
  });
  let last = 0;
  profile.escalation?.forEach((step, at) => {
    const path = `escalation.${String(at)}`;
    const people = profile.staff.filter((person) => person.roles.includes(step.role));
    if (people.length === 0)
      faults.push({ path: `${path}.role`, message: `nobody in staff fills the role ${step.role}` });
    else if (
      !people.some((person) => step.channels.some((channel) => person[channel === 'sms' ? 'phone' : 'email']))
    )
      faults.push({
        path: `${path}.channels`,
        message: `nobody with the role ${step.role} can be reached by ${step.channels.join(' or ')}`,
      });
    if (length(step.after) <= last)
      faults.push({ path: `${path}.after`, message: 'each step must come later than the one before' });
    last = length(step.after);
  });
  return faults;
}

function carrierFaults(profile: Profile): Fault[] {
  return profile.carriers.flatMap((carrier, at) => {
    const path = `carriers.${String(at)}`;
    return [
      ...calendarFaults(carrier.calendar, profile.timeZone, `${path}.calendar`),
      ...(profile.carriers.findIndex(({ id }) => id === carrier.id) === at
        ? []
        : [{ path: `${path}.id`, message: `there are two carriers with the id ${carrier.id}` }]),
      ...(carrier.trackingUrl === undefined || carrier.trackingUrl.includes('{awb}')
        ? []
        : [{ path: `${path}.trackingUrl`, message: 'must contain {awb} where the parcel’s number goes' }]),
    ];
  });
}

const length = (text: string): number => parseDuration(text) ?? 0;
