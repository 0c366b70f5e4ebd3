export const handler = async (): Promise<unknown> => { throw new Error('placeholder: stores/jobs'); };
