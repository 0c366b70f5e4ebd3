/** A figure in CloudWatch's embedded metric format: the log line is the measurement. */
export function metric(name: string, value: number, dimensions: Record<string, string>, at: number) {
  return {
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        { Namespace: 'Veghe', Dimensions: [Object.keys(dimensions)], Metrics: [{ Name: name }] },
      ],
    },
    ...dimensions,
    [name]: value,
  };
}
