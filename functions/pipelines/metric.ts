/**
 * A figure in CloudWatch's embedded metric format: the log line is the measurement. `together`: counted without its
 * dimensions as well.
 */
export function metric(
  name: string,
  value: number,
  dimensions: Record<string, string>,
  at: number,
  { together = false }: { readonly together?: boolean } = {},
) {
  return {
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'Veghe',
          Dimensions: [...(together ? [[]] : []), Object.keys(dimensions)],
          Metrics: [{ Name: name }],
        },
      ],
    },
    ...dimensions,
    [name]: value,
  };
}
