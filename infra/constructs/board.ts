import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Settings } from '../settings.ts';
import { alarmPeriod } from './alarms.ts';
import { type VegheFunction } from './function.ts';

/** The one dashboard: are people told in time, does anything fail, does anything wait. */
export class Board extends Construct {
  private readonly errors = this.graph('Errors by function');
  private readonly durations = this.graph('Duration by function, p95 (ms)');
  private readonly waiting = this.graph('Messages waiting and dead');
  private readonly lag = this.graph('Scan lag by kind (s)');

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      dashboardName: settings.prefix,
      widgets: [
        [this.lag, this.waiting],
        [this.errors, this.durations],
      ],
    });
  }

  /** Shows the function, and the queues or the lag that belong to its trigger. */
  add(fn: VegheFunction): void {
    const { spec, functionName } = fn;
    const dimensions = { FunctionName: functionName };
    this.errors.addLeftMetric(this.metric('AWS/Lambda', 'Errors', dimensions, 'Sum', spec.name));
    this.durations.addLeftMetric(this.metric('AWS/Lambda', 'Duration', dimensions, 'p95', spec.name));
    if (spec.trigger.kind === 'schedule') {
      const { due } = spec.trigger;
      this.lag.addLeftMetric(this.metric('Veghe', 'ScanLagSeconds', { kind: due }, 'Maximum', due));
    }
    if (spec.trigger.kind === 'events' || spec.trigger.kind === 'mail-events') this.queue(functionName);
    if (spec.trigger.kind !== 'http' && spec.trigger.kind !== 'invoke' && spec.trigger.kind !== 'stream') {
      this.queue(`${functionName}-dead-letters`);
    }
  }

  private queue(name: string): void {
    const visible = 'ApproximateNumberOfMessagesVisible';
    this.waiting.addLeftMetric(this.metric('AWS/SQS', visible, { QueueName: name }, 'Maximum', name));
  }

  private graph(title: string): GraphWidget {
    return new GraphWidget({ title, width: 12 });
  }

  private metric(
    namespace: string,
    metricName: string,
    dimensionsMap: Record<string, string>,
    statistic: string,
    label: string,
  ): IMetric {
    return new Metric({ namespace, metricName, dimensionsMap, statistic, label, period: alarmPeriod });
  }
}
