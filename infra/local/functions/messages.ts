/** What the runtime and a function's worker tell each other. */
export interface WorkerSetup {
  readonly clock: SharedArrayBuffer;
  readonly directory: string;
  readonly handler: string;
  readonly name: string;
  readonly arn: string;
  readonly memory: number;
  /** Where compiled bundles are kept between starts. */
  readonly compileCache: string;
}

export interface Invocation {
  readonly id: number;
  readonly requestId: string;
  /** The event as JSON, as Lambda hands it over. */
  readonly event: string;
  readonly timeoutMs: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** `payload` is the answer as JSON; the worker is ready once it said `loaded`. */
export type Outcome =
  | { readonly id: number; readonly payload: string }
  | { readonly id: number; readonly error: FunctionError }
  | { readonly loaded: true };
