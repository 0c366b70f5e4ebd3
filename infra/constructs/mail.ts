import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type Settings } from '../settings.ts';

/** The sending domain, how it sends, and the topic on which SES says what became of each mail. */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly events: Topic;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(mailDomain(settings)),
      configurationSet: this.configurationSet,
    });
    this.events = new Topic(this, 'Events', { enforceSSL: true });
    this.configurationSet.addEventDestination('ToTopic', {
      destination: EventDestination.snsTopic(this.events),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.REJECT,
      ],
    });
  }
}

/** The domain that is verified with SES: that of the sender's address. */
export const mailDomain = (settings: Settings): string =>
  settings.mailFrom.split('@')[1] ?? settings.mailFrom;
