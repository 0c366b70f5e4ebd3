import { SendError } from './channels.ts';
import { classify, type Provider, type ProviderFault } from './send-errors.ts';

/** An error of the AWS SDK as a `SendError`, with its class. `to` is whom the message was for. */
export function sendError(provider: Provider, error: unknown, to?: string): SendError {
  const fault = faultIn(error);
  const { of, everybody } = classify(provider, fault, to);
  return new SendError(of, fault.name, { everybody });
}

/** What the SDK's exceptions carry beside their name: where a service answered, its HTTP status is among it. */
interface SdkError {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function faultIn(error: unknown): ProviderFault {
  if (!(error instanceof Error)) return { name: String(error), message: '', answered: false };
  const { code, $fault, $metadata }: SdkError = error as Error & SdkError;
  const status = $metadata?.httpStatusCode;
  return {
    name: error.name,
    message: error.message,
    code: typeof code === 'string' ? code : undefined,
    answered: $fault !== undefined || status !== undefined,
    status,
  };
}
