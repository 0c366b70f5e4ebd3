/** One address for all AWS services that functions call; the signature tells who calls what. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type CallFault, type Faults } from '../faults.ts';
import { type FunctionHost } from '../functions/function-host.ts';
import { type Access, isAllowed } from './iam.ts';

export interface ServiceCall {
  readonly caller: FunctionHost;
  readonly service: string;
  readonly action: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
}

/** One AWS service: what a call touches, what it does, and how its errors look. */
export interface Service {
  accesses(call: ServiceCall): readonly Access[];
  handle(call: ServiceCall): Answer | Promise<Answer>;
  error(status: number, code: string, message: string): Answer;
}

/** Refuses a call as the service would. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export interface EndpointOptions {
  /** By the name in a signature's scope. */
  readonly services: Readonly<Record<string, Service>>;
  readonly hosts: ReadonlyMap<string, FunctionHost>;
  readonly faults: Faults;
}

export class Endpoint {
  private readonly options: EndpointOptions;
  private readonly server: Server;
  private calls = 0;

  constructor(options: EndpointOptions) {
    this.options = options;
    this.server = createServer((request, response) => void this.serve(request, response));
    this.server.keepAliveTimeout = 0;
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      this.answer(request, body)
        .then((answer) => (answer === 'drop' ? response.destroy() : send(response, answer)))
        .catch(() => response.destroy());
    });
  }

  private async answer(request: IncomingMessage, body: string): Promise<Answer | 'drop'> {
    const signed = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '');
    const caller = this.options.hosts.get(signed?.[1] ?? '');
    const name = signed?.[2] ?? '';
    const service = this.options.services[name];
    if (caller === undefined || service === undefined) {
      const body = JSON.stringify({
        __type: 'UnknownService',
        message: `the local runtime does not serve ${name}`,
      });
      return { status: 400, contentType: 'application/x-amz-json-1.0', body };
    }
    const action =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ||
      (/(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? '');
    const call = { caller, service: name, action, body };
    const number = ++this.calls;
    const before = await this.fault(call, service, 'before', number);
    if (before !== undefined) return before;
    const answer = await this.perform(call, service);
    return (await this.fault(call, service, 'after', number)) ?? answer;
  }

  private async perform(call: ServiceCall, service: Service): Promise<Answer> {
    try {
      const { name, role, statements } = call.caller.model;
      const denied = service.accesses(call).find((access) => !isAllowed(statements, access));
      if (denied !== undefined) {
        const message = `${role} (${name}) is not authorized to perform: ${denied.action} on resource: ${denied.resource}`;
        return service.error(
          call.service === 'dynamodb' || call.service === 'events' ? 400 : 403,
          'AccessDeniedException',
          message,
        );
      }
      return await service.handle(call);
    } catch (error) {
      if (error instanceof ServiceError) return service.error(error.status, error.code, error.message);
      return service.error(500, 'InternalFailure', error instanceof Error ? error.message : String(error));
    }
  }

  private async fault(
    call: ServiceCall,
    service: Service,
    phase: 'before' | 'after',
    number: number,
  ): Promise<Answer | 'drop' | undefined> {
    const { caller, action, body } = call;
    const functionName = caller.model.name;
    const fault: CallFault | undefined = this.options.faults.call?.({
      functionName,
      service: call.service,
      action,
      phase,
      number,
      body,
    });
    switch (fault) {
      case undefined:
        return undefined;
      case 'drop':
        return 'drop';
      case 'crash':
        caller.crash();
        return 'drop';
      case 'throttle':
        return call.service === 'dynamodb'
          ? service.error(400, 'ThrottlingException', 'Rate of requests exceeds the allowed throughput.')
          : service.error(400, 'Throttling', 'Rate exceeded');
      case 'fail':
        return service.error(500, 'InternalServerError', 'injected');
      default:
        if ('refuse' in fault) return service.error(400, fault.refuse, fault.message);
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return undefined;
    }
  }
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
