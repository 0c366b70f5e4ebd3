/** What stands in a kept text where a link was. */
const placeholder = '/l/…';

/**
 * A text without the tokens of links: whoever reads what was sent, or exports it, cannot act as the one it was sent to.
 * The place of a link is kept, so that the text still says that there was one.
 */
export const withoutLinks = (text: string): string =>
  text
    .replace(/\/l\/[a-z][a-z0-9-]{1,29}\.[A-Za-z0-9]{32,64}/g, placeholder)
    .replace(/(\/v1\/session\?link=)[a-z][a-z0-9-]{1,29}\.[A-Za-z0-9]{32,64}/g, '$1…');
