/** Work that is done once per order and stage. */
export interface Load {
  prepare(order: number): Promise<void>;
  update(order: number, stage: string, version: number): Promise<void>;
  /** Returns when nothing of it is left to do. */
  rest(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
