/** Resolves the intrinsic functions of templates. What it does not know stops it: nothing is guessed. */
import { type Json, type Stack } from './assembly.ts';
import { attributeOf, type Named, nameProperty, type Place, refOf } from './attributes.ts';

/** Something in a template that the local runtime cannot do. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export class Resolver {
  readonly stacks: readonly Stack[];
  readonly place: Place;
  private readonly named = new Map<string, Named>();

  constructor(stacks: readonly Stack[], place: Place) {
    this.stacks = stacks;
    this.place = place;
  }

  /** The resources of a type in all stacks, those left out by a condition excepted. */
  ofType(...types: string[]): Named[] {
    return this.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources ?? {})
        .filter(([, resource]) => types.includes(resource.Type))
        .filter(([, { Condition }]) => Condition === undefined || this.condition(Condition, stack))
        .map(([logicalId]) => this.resource(stack, logicalId)),
    );
  }

  /** All properties of a resource, resolved. */
  properties({ stack: name, logicalId }: Named): Record<string, Json> {
    const stack = this.stacks.find((candidate) => candidate.name === name) as Stack;
    const properties = stack.template.Resources?.[logicalId]?.Properties ?? {};
    return this.resolve(properties, stack, logicalId) as Record<string, Json>;
  }

  refOf(resource: Named): string {
    return String(refOf(resource, this.place));
  }

  arnOf(resource: Named): string {
    return String(attributeOf(resource, 'Arn', this.place) ?? refOf(resource, this.place));
  }

  private resource(stack: Stack, logicalId: string): Named {
    const key = `${stack.name}/${logicalId}`;
    const known = this.named.get(key);
    if (known !== undefined) return known;
    const template = stack.template.Resources?.[logicalId];
    if (template === undefined) throw new TemplateError(`${key}: there is no such resource`);
    const property = (name: string): Json | undefined => {
      const value = template.Properties?.[name];
      return value === undefined ? undefined : this.resolve(value, stack, logicalId);
    };
    const given = property(nameProperty(template.Type) ?? 'Name');
    const name = typeof given === 'string' ? given : `${stack.name}-${logicalId}`;
    const resource: Named = { stack: stack.name, logicalId, type: template.Type, name, property };
    this.named.set(key, resource);
    return resource;
  }

  private resolve(value: Json, stack: Stack, where: string): Json {
    if (typeof value === 'string') return this.withoutDynamicReference(value, stack, where);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item, stack, where)).filter((item) => item !== noValue);
    }
    const [key, ...others] = Object.keys(value);
    if (key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return this.intrinsic(key, value[key] as Json, stack, where);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, item]) => [name, this.resolve(item, stack, where)] as const)
        .filter(([, item]) => item !== noValue),
    );
  }

  private intrinsic(name: string, raw: Json, stack: Stack, where: string): Json {
    const give = (value: Json): Json => this.resolve(value, stack, where);
    if (name === 'Ref') return this.ref(String(raw), stack, where);
    if (name === 'Fn::GetAtt') {
      const [id = '', ...path] = Array.isArray(raw)
        ? raw.map((part) => String(give(part)))
        : String(raw).split('.');
      return this.getAtt(id, path.join('.'), stack, where);
    }
    if (name === 'Fn::Sub') return this.sub(raw, stack, where);
    if (name === 'Fn::If') {
      const [condition, yes, no] = raw as [string, Json, Json];
      return give(this.condition(condition, stack) ? yes : no);
    }
    const args = give(raw) as Json[];
    switch (name) {
      case 'Fn::Join':
        return (args[1] as Json[]).map(String).join(String(args[0]));
      case 'Fn::Split':
        return String(args[1]).split(String(args[0]));
      case 'Fn::Select':
        return (args[1] as Json[])[Number(args[0])] ?? this.stop(stack, where, 'Fn::Select finds nothing');
      case 'Fn::FindInMap':
        return (
          stack.template.Mappings?.[String(args[0])]?.[String(args[1])]?.[String(args[2])] ??
          this.stop(stack, where, `Fn::FindInMap finds nothing at ${args.join('.')}`)
        );
      default:
        return this.stop(stack, where, `the intrinsic function ${name} is not known to the local runtime`);
    }
  }

  private ref(id: string, stack: Stack, where: string): Json {
    const pseudo: Record<string, Json> = {
      'AWS::Region': this.place.region,
      'AWS::AccountId': this.place.account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${this.place.region}:${this.place.account}:stack/${stack.name}`,
      'AWS::NoValue': noValue,
    };
    if (Object.hasOwn(pseudo, id)) return pseudo[id] as Json;
    const parameter = stack.template.Parameters?.[id];
    if (parameter !== undefined) {
      if (parameter.Default === undefined) this.stop(stack, where, `the parameter ${id} has no default`);
      if (parameter.Type.startsWith('AWS::SSM::Parameter::Value<')) {
        return this.stored(String(parameter.Default), stack, where);
      }
      return parameter.Default as Json;
    }
    if (stack.template.Resources?.[id] === undefined) this.stop(stack, where, `Ref to unknown ${id}`);
    return refOf(this.resource(stack, id), this.place) as Json;
  }

  private getAtt(id: string, attribute: string, stack: Stack, where: string): Json {
    const resource = this.resource(stack, id);
    const value = attributeOf(resource, attribute, this.place);
    return (
      value ??
      this.stop(stack, where, `${attribute} of ${id} (${resource.type}) is not known to the local runtime`)
    );
  }

  private sub(raw: Json, stack: Stack, where: string): string {
    const [text, variables] = (Array.isArray(raw) ? raw : [raw, {}]) as [string, Record<string, Json>];
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      const given = variables[name];
      if (given !== undefined) return String(this.resolve(given, stack, where));
      const [id = '', ...path] = name.split('.');
      return String(
        path.length > 0 ? this.getAtt(id, path.join('.'), stack, where) : this.ref(name, stack, where),
      );
    });
  }

  private condition(name: string, stack: Stack): boolean {
    const where = `condition ${name}`;
    const evaluate = (value: Json): boolean => {
      const [key = '', raw] = Object.entries(value as Record<string, Json>)[0] ?? [];
      const parts = raw as Json[];
      if (key === 'Fn::Equals') {
        const [left, right] = parts.map((part) => JSON.stringify(this.resolve(part, stack, where)));
        return left === right;
      }
      if (key === 'Fn::Not') return !evaluate(parts[0] as Json);
      if (key === 'Fn::And') return parts.every(evaluate);
      if (key === 'Fn::Or') return parts.some(evaluate);
      if (key === 'Condition') return this.condition(String(raw), stack);
      return this.stop(stack, where, `${key} is not known to the local runtime`);
    };
    const condition = stack.template.Conditions?.[name];
    return condition === undefined ? this.stop(stack, where, 'is not there') : evaluate(condition);
  }

  /** The value of an SSM parameter that one of the stacks makes. */
  private stored(name: string, stack: Stack, where: string): Json {
    const parameter = this.ofType('AWS::SSM::Parameter').find((candidate) => candidate.name === name);
    return (
      parameter?.property('Value') ?? this.stop(stack, where, `no stack makes the SSM parameter ${name}`)
    );
  }

  private withoutDynamicReference(text: string, stack: Stack, where: string): string {
    if (!text.includes('{{resolve:')) return text;
    return text.replaceAll(
      /\{\{resolve:([a-z-]+):([^}]*)\}\}/g,
      (reference, service: string, name: string) =>
        service === 'ssm'
          ? String(this.stored(name, stack, where))
          : this.stop(stack, where, `${reference as string} is not known to the local runtime`),
    );
  }

  private stop(stack: Stack, where: string, what: string): never {
    throw new TemplateError(`${stack.name}/${where}: ${what}`);
  }
}

/** Stands for `AWS::NoValue` until the property that holds it is dropped. */
const noValue = '\0no value';
