import { own } from '../kernel/own.ts';
import type { Locale } from '../i18n/dates.ts';

const attributes: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  ro: {
    sku: 'articolul',
    warehouse: 'depozitul',
    zone: 'zona',
    carrier: 'curierul',
    payment: 'plata',
    channel: 'canalul',
    hour: 'ora plasării',
  },
  en: {
    sku: 'article',
    warehouse: 'warehouse',
    zone: 'zone',
    carrier: 'carrier',
    payment: 'payment',
    channel: 'channel',
    hour: 'hour of placing',
  },
};

/** What readers call an attribute; a shop's own is called as the shop does. */
export const attributeLabel = (name: string, locale: Locale): string => own(attributes[locale], name) ?? name;
